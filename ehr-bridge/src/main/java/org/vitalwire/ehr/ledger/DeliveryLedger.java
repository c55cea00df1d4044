package org.vitalwire.ehr.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * How far each line got: PENDING, SENT (on its way, outcome not known), CONFIRMED, FAILED (refused;
 * waits for a person). A line that is charted anew while it is on its way stays PENDING.
 */
public final class DeliveryLedger {

    private final JdbcTemplate jdbc;
    private final ScoreInputs inputs;
    private final InstantSource clock;

    /**
     * What is yet to be delivered.
     *
     * @param lines PENDING or SENT
     * @param oldest when the oldest of them was due
     */
    public record Backlog(long lines, long failed, Optional<Instant> oldest) {}

    /** Why lines failed, and how many. */
    public record Failure(String error, long lines) {}

    public DeliveryLedger(ServiceDatabase database, InstantSource clock) {
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.inputs = new ScoreInputs(jdbc);
        this.clock = clock;
    }

    /** What is due, oldest first. */
    public List<LedgerEntry> due(int atMost) {
        return jdbc.query(
                "select "
                        + LedgerRows.COLUMNS
                        + " from observation where state in ('PENDING', 'SENT') and due_at <= ?"
                        + " order by due_at, id limit ?",
                LedgerRows::entry,
                now(),
                atMost);
    }

    /** Before anything is sent: after a crash it is known what may have arrived. */
    public void begin(Collection<LedgerEntry> entries) {
        batch(
                "update observation set state = 'SENT', attempts = attempts + 1"
                        + " where id = ? and revision = ?",
                entries,
                entry -> new Object[] {entry.id(), entry.revision()});
    }

    /**
     * @param remoteIds by our id, where the target chose one of its own
     */
    public void confirm(Collection<LedgerEntry> entries, Map<String, String> remoteIds) {
        OffsetDateTime now = now();
        batch(
                """
                update observation set remote_id = coalesce(?, remote_id),
                    state = case when revision = ? then 'CONFIRMED' else state end,
                    confirmed_at = ?, last_error = null
                where id = ?
                """,
                entries,
                entry ->
                        new Object[] {
                            remoteIds.get(entry.id()), entry.revision(), now, entry.id()
                        });
    }

    /**
     * @param error codes only
     */
    public void fail(Collection<LedgerEntry> entries, String error) {
        batch(
                "update observation set state = 'FAILED', last_error = ?"
                        + " where id = ? and revision = ?",
                entries,
                entry -> new Object[] {error, entry.id(), entry.revision()});
    }

    /** Lets the others pass first. */
    public void postpone(Collection<LedgerEntry> entries, Duration delay, String error) {
        OffsetDateTime until = LedgerRows.at(clock.instant().plus(delay));
        batch(
                "update observation set due_at = ?, last_error = ? where id = ? and revision = ?",
                entries,
                entry -> new Object[] {until, error, entry.id(), entry.revision()});
    }

    /** Gives what failed another chance; returns how many lines. */
    public int retryFailed() {
        return jdbc.update(
                "update observation set state = 'PENDING', attempts = 0, due_at = ?"
                        + " where state = 'FAILED'",
                now());
    }

    public Backlog backlog() {
        Backlog backlog =
                jdbc.queryForObject(
                        """
                        select (select count(*) from observation
                                where state in ('PENDING', 'SENT')) as lines,
                            (select count(*) from observation where state = 'FAILED') as failed,
                            (select min(due_at) from observation
                                where state in ('PENDING', 'SENT')) as oldest
                        """,
                        (row, number) ->
                                new Backlog(
                                        row.getLong("lines"),
                                        row.getLong("failed"),
                                        Optional.ofNullable(
                                                        row.getObject(
                                                                "oldest", OffsetDateTime.class))
                                                .map(OffsetDateTime::toInstant)));
        return java.util.Objects.requireNonNull(backlog);
    }

    public List<Failure> failures() {
        return jdbc.query(
                "select coalesce(last_error, 'unknown') as error, count(*) as lines"
                        + " from observation where state = 'FAILED' group by 1 order by 2 desc"
                        + " limit 100",
                (row, number) -> new Failure(row.getString("error"), row.getLong("lines")));
    }

    /**
     * Fixes what a score was derived from: what the target has of it now. From then on the line
     * always gives the same resource.
     */
    public LedgerEntry withInputs(LedgerEntry entry) {
        if (entry.derivedFrom().isEmpty()
                && entry.chart().facts() instanceof ChartFacts.Scored(var score)) {
            List<String> ids = inputs.of(score, true);
            jdbc.update(
                    "update observation set derived_from = ? where id = ? and revision = ?",
                    ids.toArray(String[]::new),
                    entry.id(),
                    entry.revision());
            return entry.withDerivedFrom(ids);
        }
        return entry;
    }

    /** Ids at the target of lines that it has. */
    public Map<String, String> remoteIds(Collection<String> ids) {
        return jdbc
                .query(
                        "select id, remote_id from observation where id = any(?)"
                                + " and remote_id is not null",
                        (row, number) -> Map.entry(row.getString("id"), row.getString("remote_id")),
                        (Object) ids.toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private interface Parameters {
        Object[] of(LedgerEntry entry);
    }

    private void batch(String sql, Collection<LedgerEntry> entries, Parameters parameters) {
        jdbc.batchUpdate(sql, entries.stream().map(parameters::of).toList());
    }

    private OffsetDateTime now() {
        return LedgerRows.at(clock.instant());
    }
}
