package org.vitalwire.ehr.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.erasure.ForgottenPatients;

/**
 * Charts into the ledger: what is charted again under the same key becomes the same Observation.
 */
public final class ObservationLedger {

    private static final String FIND =
            "select " + LedgerRows.COLUMNS + " from observation where id = any(?) for update";
    private static final String INSERT =
            """
            insert into observation (id, patient_id, device_id, item, minute, effective_at,
                facts, synthetic, retrospective, revision, charted_at, state, due_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, 'PENDING', ?)
            on conflict (id) do nothing
            """;
    private static final String UPDATE =
            """
            update observation set effective_at = ?, facts = ?, synthetic = ?,
                retrospective = ?, revision = revision + 1, charted_at = ?, state = 'PENDING',
                due_at = greatest(due_at, ?), attempts = 0, last_error = null, derived_from = null
            where id = ? and revision = ?
            """;

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final ForgottenPatients forgotten;

    public ObservationLedger(
            ServiceDatabase database, InstantSource clock, ForgottenPatients forgotten) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.clock = clock;
        this.forgotten = forgotten;
    }

    /**
     * Charts all of the entries or none, besides those of patients who were forgotten. Charting
     * what is charted already changes nothing.
     *
     * @param settle how long delivery waits, for more to come under the same keys
     * @return how many lines are new or changed
     */
    public int chart(Collection<ChartEntry> entries, Duration settle) {
        AtomicInteger changed = new AtomicInteger();
        forgotten.during(() -> {
            Map<String, ChartEntry> byId = new HashMap<>();
            for (ChartEntry entry : entries) {
                if (!forgotten.covers(entry.key().patientId(), entry.key().minute())) {
                    byId.merge(
                            entry.key().observationId(),
                            entry,
                            (earlier, later) -> later.after(earlier));
                }
            }
            database.transaction().executeWithoutResult(status -> changed.set(chart(byId, settle)));
        });
        return changed.get();
    }

    private int chart(Map<String, ChartEntry> byId, Duration settle) {
        Map<String, LedgerEntry> known = new HashMap<>();
        jdbc.query(FIND, LedgerRows::entry, (Object) byId.keySet().toArray(String[]::new))
                .forEach(entry -> known.put(entry.id(), entry));
        Instant now = clock.instant();
        Instant due = now.plus(settle);
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        byId.forEach((id, entry) -> {
            LedgerEntry earlier = known.get(id);
            if (earlier == null) {
                inserts.add(insertion(id, entry, now, due));
            } else {
                // Encoded first: taking the new values in may change what was read.
                byte[] before = earlier.chart().facts().encode();
                ChartEntry merged = entry.after(earlier.chart());
                byte[] facts = merged.facts().encode();
                if (!Arrays.equals(before, facts)
                        || merged.synthetic() != earlier.chart().synthetic()
                        || merged.retrospective() != earlier.chart().retrospective()) {
                    updates.add(update(earlier, merged, facts, now, due));
                }
            }
        });
        requireAll(jdbc.batchUpdate(INSERT, inserts));
        requireAll(jdbc.batchUpdate(UPDATE, updates));
        return inserts.size() + updates.size();
    }

    private static Object[] insertion(String id, ChartEntry entry, Instant now, Instant due) {
        ChartFacts facts = entry.facts();
        return new Object[] {
            id,
            entry.key().patientId().value(),
            entry.key().deviceId().map(DeviceId::value).orElse(null),
            entry.key().item().code(),
            LedgerRows.at(entry.key().minute()),
            LedgerRows.at(facts.time()),
            facts.encode(),
            entry.synthetic(),
            entry.retrospective(),
            LedgerRows.at(now),
            LedgerRows.at(due)
        };
    }

    private static Object[] update(
            LedgerEntry earlier, ChartEntry merged, byte[] facts, Instant now, Instant due) {
        return new Object[] {
            LedgerRows.at(merged.facts().time()),
            facts,
            merged.synthetic(),
            merged.retrospective(),
            LedgerRows.at(now),
            LedgerRows.at(due),
            earlier.id(),
            earlier.revision()
        };
    }

    /** Somebody else charted the same line meanwhile: the whole is charted again, upon theirs. */
    private static void requireAll(int[] counts) {
        if (Arrays.stream(counts).anyMatch(count -> count == 0)) {
            throw new OptimisticLockingFailureException("charted by another process meanwhile");
        }
    }

    /**
     * Forgets what is older; returns how many lines that were.
     *
     * @param keepUndelivered whether lines stay that the target does not have
     */
    public int forgetBefore(Instant time, boolean keepUndelivered, int atMost) {
        return jdbc.update(
                """
                delete from observation where id in (
                    select id from observation where effective_at < ? and charted_at < ?
                        and (state = 'CONFIRMED' or not ?) limit ?)
                """,
                LedgerRows.at(time),
                LedgerRows.at(time),
                keepUndelivered,
                atMost);
    }
}
