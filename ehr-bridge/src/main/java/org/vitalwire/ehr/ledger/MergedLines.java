package org.vitalwire.ehr.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Revises the lines of records that were merged, so that every target gets them again with the
 * survivor as their subject: same ids, next revision. In parts, each with how far it got in the
 * transaction that does it; lines that are charted meanwhile know the survivor anyway.
 */
public final class MergedLines {

    static final int LINES_AT_ONCE = 2_000;

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    private record Merged(String patientId, String after) {}

    public MergedLines(ServiceDatabase database, InstantSource clock) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.clock = clock;
    }

    /** Revises some lines; returns whether there may be more. */
    public boolean reviseSome() {
        return Boolean.TRUE.equals(
                database.transaction()
                        .execute(status -> {
                            // Before any row: whoever merges holds the table, and wants rows.
                            jdbc.execute("lock table patient_merge in row exclusive mode");
                            List<Merged> merged =
                                    jdbc.query(
                                            "select from_id, redelivered_after from patient_merge"
                                                    + " where not redelivered order by merged_at"
                                                    + " limit 1 for update skip locked",
                                            (row, number) ->
                                                    new Merged(
                                                            row.getString("from_id"),
                                                            row.getString("redelivered_after")));
                            merged.forEach(this::revise);
                            return !merged.isEmpty();
                        }));
    }

    private void revise(Merged merged) {
        List<String> ids =
                jdbc.query(
                        "select id from observation where patient_id = ? and id > ?"
                                + " order by id limit ?",
                        (row, number) -> row.getString("id"),
                        merged.patientId(),
                        merged.after(),
                        LINES_AT_ONCE);
        if (ids.isEmpty()) {
            reviseFurther(merged.patientId());
            jdbc.update(
                    "update patient_merge set redelivered = true where from_id = ?",
                    merged.patientId());
            return;
        }
        Instant now = clock.instant();
        jdbc.update(
                """
                with revised as (
                    update observation set revision = revision + 1,
                        -- Targets tell revisions apart by it, in milliseconds.
                        charted_at = greatest(?, charted_at + interval '1 millisecond')
                    where id = any(?)
                    returning id, revision, effective_at
                )
                update delivery d set revision = revised.revision, attempts = 0, last_error = null,
                    outcome = null, failed_at = null,
                    state = case d.state when 'WITHDRAWN' then d.state else 'INTENDED' end,
                    -- What is of earlier hours must not go before what is measured now.
                    due_at = case when revised.effective_at > ? then ? else ? end
                from revised where d.kind = 'OBSERVATION' and d.resource_id = revised.id
                """,
                LedgerRows.at(now),
                ids.toArray(String[]::new),
                LedgerRows.at(now.minus(DeliveryLedger.LIVE)),
                LedgerRows.at(now),
                LedgerRows.at(now.minus(DeliveryLedger.LIVE)));
        jdbc.update(
                "update patient_merge set redelivered_after = ? where from_id = ?",
                ids.getLast(),
                merged.patientId());
    }

    /** Flags and the like: few, so that they are revised at once. */
    private void reviseFurther(String patientId) {
        OffsetDateTime now = LedgerRows.at(clock.instant());
        jdbc.update(
                """
                with revised as (
                    update chart_line set revision = revision + 1,
                        charted_at = greatest(?, charted_at + interval '1 millisecond')
                    where patient_id = ?
                    returning kind, id, revision
                )
                update delivery d set revision = revised.revision, attempts = 0, last_error = null,
                    outcome = null, failed_at = null, due_at = ?,
                    state = case d.state when 'WITHDRAWN' then d.state else 'INTENDED' end
                from revised where d.kind = revised.kind and d.resource_id = revised.id
                """,
                now,
                patientId,
                now);
    }
}
