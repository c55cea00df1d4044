package org.vitalwire.ehr.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "select " + LedgerRows.COLUMNS + " from observation o where o.id = any(?) for update";
    private static final String INSERT =
            """
            insert into observation (id, patient_id, device_id, item, minute, effective_at,
                facts, synthetic, retrospective, revision, charted_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
            on conflict (id) do nothing
            """;
    private static final String UPDATE =
            """
            update observation set effective_at = ?, facts = ?, synthetic = ?,
                retrospective = ?, revision = revision + 1, charted_at = ?, entered_in_error = false
            where id = ? and revision = ?
            """;

    private static final String REPLACE =
            """
            update observation set effective_at = ?, facts = ?, entered_in_error = ?,
                revision = revision + 1,
                charted_at = greatest(?, charted_at + interval '1 millisecond')
            where id = ? and revision = ?
            """;

    /** What a target surely never got, it need not be told to be wrong. */
    private static final String TELL_ERROR =
            """
            update delivery d set revision = o.revision, due_at = ?, attempts = 0,
                last_error = null, outcome = null, failed_at = null,
                state = case when d.state = 'WITHDRAWN' or d.state = 'INTENDED' and d.revision = 1
                        and d.attempts = 0 and d.confirmed_at is null and not exists (
                            select from aggregate a where a.patient_id = o.patient_id
                                and a.device_id = o.device_id and a.item = o.item
                                and a.start_at <= o.minute
                                and a.start_at + a.minutes * interval '1 minute' > o.minute)
                    then 'WITHDRAWN' else 'INTENDED' end
            from observation o
            where o.id = ? and d.kind = 'OBSERVATION' and d.resource_id = o.id
            """;

    /** To every target; what was on its way is to be sent again as it is now. */
    private static final String DELIVER =
            """
            insert into delivery (target, kind, resource_id, patient_id, revision, state, due_at)
            select t.id, 'OBSERVATION', o.id, o.patient_id, o.revision, 'INTENDED', ?
            from observation o cross join delivery_target t
            where o.id = any(?) and 'OBSERVATION' = any(t.kinds)
            on conflict (target, kind, resource_id) do update set revision = excluded.revision,
                state = 'INTENDED', due_at = greatest(delivery.due_at, excluded.due_at),
                attempts = 0, last_error = null, outcome = null, failed_at = null,
                derived_from = null
            """;

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final ForgottenPatients forgotten;
    private final Attributions attributions;
    private final Aggregates aggregates;

    public ObservationLedger(
            ServiceDatabase database, InstantSource clock, ForgottenPatients forgotten) {
        this(database, clock, forgotten, Attributions.AS_MEASURED);
    }

    public ObservationLedger(
            ServiceDatabase database,
            InstantSource clock,
            ForgottenPatients forgotten,
            Attributions attributions) {
        this.attributions = attributions;
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.clock = clock;
        this.forgotten = forgotten;
        this.aggregates = new Aggregates(jdbc);
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
        forgotten.during(() ->
                database.transaction()
                        .executeWithoutResult(status ->
                                changed.set(
                                        chart(byId(attributions.attributed(entries)), settle))));
        return changed.get();
    }

    private Map<String, ChartEntry> byId(List<ChartEntry> entries) {
        Map<String, ChartEntry> byId = new HashMap<>();
        for (ChartEntry entry : entries) {
            if (!forgotten.covers(entry.key().patientId(), entry.key().minute())) {
                byId.merge(
                        entry.key().observationId(),
                        entry,
                        (earlier, later) -> later.after(earlier));
            }
        }
        return byId;
    }

    /** Lines by their ids, held until the caller's transaction ends. */
    public List<LedgerEntry> lines(Collection<String> ids) {
        return jdbc.query(FIND, LedgerRows::entry, (Object) ids.toArray(String[]::new));
    }

    /**
     * Takes from a line what was measured on others.
     *
     * @param own what is left; empty: nothing is, and the line is entered-in-error as it stood
     */
    public void replace(LedgerEntry line, Optional<ChartEntry> own) {
        ChartFacts facts = own.orElse(line.chart()).facts();
        OffsetDateTime now = LedgerRows.at(clock.instant());
        requireAll(
                new int[] {
                    jdbc.update(
                            REPLACE,
                            LedgerRows.at(facts.time()),
                            facts.encode(),
                            own.isEmpty(),
                            now,
                            line.id(),
                            line.revision())
                });
        if (own.isPresent()) {
            jdbc.update(DELIVER, now, new String[] {line.id()});
        } else {
            jdbc.update(TELL_ERROR, now, line.id());
        }
    }

    private int chart(Map<String, ChartEntry> byId, Duration settle) {
        Map<String, LedgerEntry> known = new HashMap<>();
        jdbc.query(FIND, LedgerRows::entry, (Object) byId.keySet().toArray(String[]::new))
                .forEach(entry -> known.put(entry.id(), entry));
        Instant now = clock.instant();
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        byId.forEach((id, entry) -> {
            LedgerEntry earlier = known.get(id);
            if (earlier == null) {
                inserts.add(insertion(id, entry, now));
                changed.add(id);
            } else {
                // Encoded first: taking the new values in may change what was read.
                byte[] before = earlier.chart().facts().encode();
                // What stands there as entered in error is not part of what is right.
                ChartEntry merged = earlier.enteredInError() ? entry : entry.after(earlier.chart());
                byte[] facts = merged.facts().encode();
                if (earlier.enteredInError()
                        || !Arrays.equals(before, facts)
                        || merged.synthetic() != earlier.chart().synthetic()
                        || merged.retrospective() != earlier.chart().retrospective()) {
                    updates.add(update(earlier, merged, facts, now));
                    changed.add(id);
                }
            }
        });
        requireAll(jdbc.batchUpdate(INSERT, inserts));
        requireAll(jdbc.batchUpdate(UPDATE, updates));
        jdbc.update(DELIVER, LedgerRows.at(now.plus(settle)), changed.toArray(String[]::new));
        return changed.size();
    }

    private static Object[] insertion(String id, ChartEntry entry, Instant now) {
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
            LedgerRows.at(now)
        };
    }

    private static Object[] update(
            LedgerEntry earlier, ChartEntry merged, byte[] facts, Instant now) {
        return new Object[] {
            LedgerRows.at(merged.facts().time()),
            facts,
            merged.synthetic(),
            merged.retrospective(),
            LedgerRows.at(now),
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

    /** Forgets what is older and at every target; returns how many lines that were. */
    public int forgetBefore(Instant time, int atMost) {
        Integer lines =
                jdbc.queryForObject(
                        """
                        with old as (
                            delete from observation where id in (
                                select o.id from observation o
                                where o.effective_at < ? and o.charted_at < ?
                                    and not exists (
                                        select from delivery d join delivery_target t on t.id = d.target
                                        where d.kind = 'OBSERVATION' and d.resource_id = o.id
                                            and (d.state not in ('CONFIRMED', 'WITHDRAWN', 'WITHHELD')
                                                -- It is part of what the target is yet to get.
                                                or d.state = 'WITHHELD' and exists (
                                                    select from aggregate a
                                                    join delivery w on w.target = d.target
                                                        and w.kind = 'OBSERVATION' and w.resource_id = a.id
                                                    where a.patient_id = o.patient_id and a.item = o.item
                                                        and a.device_id = o.device_id
                                                        and a.start_at <= o.minute
                                                        and a.start_at + a.minutes * interval '1 minute' > o.minute
                                                        and w.state not in ('CONFIRMED', 'WITHDRAWN'))))
                                limit ?)
                            returning id
                        ), delivered as (
                            delete from delivery d using old, delivery_target t
                            where d.target = t.id and d.kind = 'OBSERVATION'
                                and d.resource_id = old.id
                        )
                        select count(*) from old
                        """,
                        Integer.class,
                        LedgerRows.at(time),
                        LedgerRows.at(time),
                        atMost);
        aggregates.forgetBefore(time, atMost);
        return lines == null ? 0 : lines;
    }
}
