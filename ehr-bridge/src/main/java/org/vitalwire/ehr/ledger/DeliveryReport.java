package org.vitalwire.ehr.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.kit.database.ServiceDatabase;

/** How deliveries stand, and another chance for what failed. Nothing in it says whose they are. */
public final class DeliveryReport {

    private final JdbcTemplate jdbc;
    private final InstantSource clock;

    /**
     * What is yet to be delivered to a target.
     *
     * @param lines INTENDED or SENT
     * @param oldest when the oldest of them was due
     */
    public record Backlog(long lines, long failed, Optional<Instant> oldest) {

        /** For how long the oldest has waited; zero when nothing waits. */
        public Duration lag(Instant now) {
            return oldest.filter(due -> due.isBefore(now))
                    .map(due -> Duration.between(due, now))
                    .orElse(Duration.ZERO);
        }
    }

    /** Why lines failed, and how many. */
    public record Failure(String error, long lines) {}

    /**
     * One line that failed.
     *
     * @param resourceId a digest
     * @param item what was charted, such as {@code heart-rate} or {@code flag}
     * @param failedAt when the target refused it
     */
    public record Failed(
            String kind,
            String resourceId,
            String item,
            int revision,
            int attempts,
            Instant failedAt,
            String error,
            Optional<Refusal> refusal) {}

    public DeliveryReport(ServiceDatabase database, InstantSource clock) {
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.clock = clock;
    }

    public Backlog backlog(String target) {
        Backlog backlog =
                jdbc.queryForObject(
                        """
                        select count(*) filter (where state <> 'FAILED') as lines,
                            count(*) filter (where state = 'FAILED') as failed,
                            min(due_at) filter (where state <> 'FAILED') as oldest
                        from (select state, due_at from delivery
                                where target = ? and state in ('INTENDED', 'SENT')
                            union all
                            select state, due_at from delivery
                                where target = ? and state = 'FAILED') as waiting
                        """,
                        (row, number) ->
                                new Backlog(
                                        row.getLong("lines"),
                                        row.getLong("failed"),
                                        Optional.ofNullable(
                                                        row.getObject(
                                                                "oldest", OffsetDateTime.class))
                                                .map(OffsetDateTime::toInstant)),
                        target,
                        target);
        return Objects.requireNonNull(backlog);
    }

    public List<Failure> failures(String target) {
        return jdbc.query(
                "select coalesce(last_error, 'unknown') as error, count(*) as lines"
                        + " from delivery where target = ? and state = 'FAILED'"
                        + " group by 1 order by 2 desc limit 100",
                (row, number) -> new Failure(row.getString("error"), row.getLong("lines")),
                target);
    }

    /**
     * What failed, in the order of ids.
     *
     * @param after the last id of the page before; empty for the first
     */
    public List<Failed> failed(String target, String after, int atMost) {
        return jdbc.query(
                """
                select d.kind, d.resource_id, coalesce(o.item, a.item, l.item, lower(d.kind)) as item,
                    d.revision, d.attempts,
                    coalesce(d.failed_at, d.due_at) as failed_at,
                    coalesce(d.last_error, 'unknown') as error, d.outcome
                from delivery d
                left join observation o on d.kind = 'OBSERVATION' and o.id = d.resource_id
                left join aggregate a on d.kind = 'OBSERVATION' and a.id = d.resource_id
                left join chart_line l on l.kind = d.kind and l.id = d.resource_id
                where d.target = ? and d.state = 'FAILED' and d.resource_id > ?
                order by d.resource_id limit ?
                """,
                DeliveryReport::failed,
                target,
                after,
                atMost);
    }

    private static Failed failed(ResultSet row, int number) throws SQLException {
        @Nullable String outcome = row.getString("outcome");
        return new Failed(
                row.getString("kind"),
                row.getString("resource_id"),
                row.getString("item"),
                row.getInt("revision"),
                row.getInt("attempts"),
                row.getObject("failed_at", OffsetDateTime.class).toInstant(),
                row.getString("error"),
                Optional.ofNullable(outcome).map(Refusals::of));
    }

    /** Gives all that failed another chance; returns how many lines. */
    public int retryFailed(String target) {
        return jdbc.update(
                "update delivery set state = 'INTENDED', attempts = 0, due_at = ?"
                        + " where target = ? and state = 'FAILED'",
                LedgerRows.at(clock.instant()),
                target);
    }

    /** Gives one line another chance; false where there is no such line that failed. */
    public boolean retryFailed(String target, String kind, String resourceId) {
        return jdbc.update(
                        "update delivery set state = 'INTENDED', attempts = 0, due_at = ?"
                                + " where target = ? and kind = ? and resource_id = ?"
                                + " and state = 'FAILED'",
                        LedgerRows.at(clock.instant()),
                        target,
                        kind,
                        resourceId)
                > 0;
    }
}
