package org.vitalwire.ehr.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Whom the chart is delivered to, as the database knows it. A target is known from the first
 * process on that is configured with it until none has been for as long as the ledger keeps lines.
 */
public final class DeliveryTargets {

    /** Deliveries made at once when a target comes: well within the database's time-out. */
    private static final int LINES_AT_ONCE = 10_000;

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    public DeliveryTargets(ServiceDatabase database, InstantSource clock) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.clock = clock;
    }

    /** All that the database knows, by id. */
    public List<String> known() {
        return jdbc.query(
                "select id from delivery_target order by id", (row, number) -> row.getString("id"));
    }

    /** These are configured: from when this returns, whatever is charted has a delivery to each. */
    public void configured(Collection<String> ids) {
        OffsetDateTime now = LedgerRows.at(clock.instant());
        List<String> known = known();
        ids.forEach(
                id -> jdbc.update("update delivery_target set seen_at = ? where id = ?", now, id));
        List<String> added = ids.stream().filter(id -> !known.contains(id)).toList();
        if (added.isEmpty()) {
            return;
        }
        database.transaction()
                .executeWithoutResult(status -> {
                    // Whoever charts just now ends first: what comes after it sees the target.
                    jdbc.execute("lock table observation in share mode");
                    added.forEach(id ->
                            jdbc.update(
                                    "insert into delivery_target (id, seen_at) values (?, ?)"
                                            + " on conflict (id) do nothing",
                                    id,
                                    now));
                });
    }

    /**
     * Gives a target what the ledger had before it came, as backlog in the order of charting.
     * Repeating it, after a crash in the middle, does no harm.
     */
    public void complete(String target) {
        Boolean complete =
                jdbc.queryForObject(
                        "select coalesce(bool_or(complete), false) from delivery_target where id = ?",
                        Boolean.class,
                        target);
        if (Boolean.TRUE.equals(complete)) {
            return;
        }
        OffsetDateTime after = OffsetDateTime.MIN;
        OffsetDateTime upTo = OffsetDateTime.MIN;
        while (!upTo.equals(OffsetDateTime.MAX)) {
            upTo =
                    jdbc
                            .query(
                                    "select effective_at from observation where effective_at > ?"
                                            + " order by effective_at offset ? limit 1",
                                    (row, number) ->
                                            row.getObject("effective_at", OffsetDateTime.class),
                                    after,
                                    LINES_AT_ONCE)
                            .stream()
                            .findFirst()
                            .orElse(OffsetDateTime.MAX);
            jdbc.update(
                    """
                    insert into delivery (target, kind, resource_id, patient_id, revision, state, due_at)
                    select ?, ?, id, patient_id, revision, 'INTENDED', charted_at from observation
                    where effective_at > ? and effective_at <= ?
                    on conflict (target, kind, resource_id) do nothing
                    """,
                    target,
                    ChartKind.OBSERVATION.name(),
                    after,
                    upTo);
            after = upTo;
        }
        jdbc.update("update delivery_target set complete = true where id = ?", target);
    }

    /** Forgets targets that nobody has configured since, with their deliveries. */
    public void forgetUnseenSince(Instant time) {
        database.transaction()
                .executeWithoutResult(status -> {
                    List<String> unseen =
                            jdbc.query(
                                    "select id from delivery_target where seen_at < ? for update",
                                    (row, number) -> row.getString("id"),
                                    LedgerRows.at(time));
                    for (String id : unseen) {
                        jdbc.update("delete from delivery where target = ?", id);
                        jdbc.update("delete from delivery_target where id = ?", id);
                    }
                });
    }
}
