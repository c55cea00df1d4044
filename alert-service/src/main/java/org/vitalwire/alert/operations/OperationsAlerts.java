package org.vitalwire.alert.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.contracts.id.Canary;

/**
 * What is wrong with the platform. Whoever sees it may say so as often as they like: one alert is
 * open per kind and subject, whichever replica said it. Takes part in the caller's transaction.
 */
public final class OperationsAlerts {

    private static final Logger log = LoggerFactory.getLogger(OperationsAlerts.class);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    OperationsAlerts(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * It is wrong, since now unless it was wrong already.
     *
     * @param subject a care unit, a channel, a stage; never a person or patient
     * @param detail for people; the newest one is shown; no patient data
     * @return whether it is news
     */
    public boolean raise(OperationsKind kind, String subject, String detail) {
        boolean news =
                jdbc.sql(
                                        """
                                        insert into operations_alert (id, kind, subject, since, detail) values (?, ?, ?, ?, ?)
                                        on conflict (kind, subject) where ended_at is null do nothing
                                        """)
                                .param(UUID.randomUUID())
                                .param(kind.name())
                                .param(subject)
                                .param(Columns.time(clock.instant()))
                                .param(detail)
                                .update()
                        > 0;
        if (news) {
            log.atError()
                    .addKeyValue("kind", kind.code())
                    .addKeyValue("subject", subject)
                    .addKeyValue("detail", detail)
                    .log("operations alert");
        } else {
            jdbc.sql(
                            """
                            update operations_alert set detail = ?
                            where kind = ? and subject = ? and ended_at is null and detail <> ?
                            """)
                    .params(detail, kind.name(), subject, detail)
                    .update();
        }
        return news;
    }

    /**
     * It is right again.
     *
     * @return whether it had been wrong
     */
    public boolean end(OperationsKind kind, String subject) {
        boolean ended =
                jdbc.sql(
                                        """
                                        update operations_alert set ended_at = ?
                                        where kind = ? and subject = ? and ended_at is null
                                        """)
                                .param(Columns.time(clock.instant()))
                                .param(kind.name())
                                .param(subject)
                                .update()
                        > 0;
        if (ended) {
            log.atInfo()
                    .addKeyValue("kind", kind.code())
                    .addKeyValue("subject", subject)
                    .log("operations alert ended");
        }
        return ended;
    }

    /**
     * One that people must be told of and were not, kept from other replicas until it is tried
     * again. The canary's own unit is left out: its silence is told as that of the platform.
     */
    public Optional<OperationsAlert> takeUntold() {
        String[] kinds =
                Arrays.stream(OperationsKind.values())
                        .filter(kind -> kind.severity() == OperationsKind.Severity.DOWN)
                        .map(OperationsKind::name)
                        .toArray(String[]::new);
        Instant now = clock.instant();
        return jdbc.sql(
                        """
                        update operations_alert set tried_at = :now where id = (
                            select id from operations_alert
                            where told_at is null and ended_at is null and kind = any (:kinds)
                                and subject <> :canary
                                and (tried_at is null or tried_at < :before or tried_at > :now)
                            order by since limit 1 for update skip locked)
                        returning *
                        """)
                .param("now", Columns.time(now))
                .param("before", Columns.time(now.minus(BETWEEN_TRIES)))
                .param("kinds", kinds)
                .param("canary", Canary.CARE_UNIT)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Somebody knows. */
    public void told(OperationsAlert alert) {
        jdbc.sql("update operations_alert set told_at = ? where id = ?")
                .params(Columns.time(clock.instant()), alert.id())
                .update();
    }

    /** What is wrong now, the longest first. */
    public List<OperationsAlert> open() {
        return jdbc.sql("select * from operations_alert where ended_at is null order by since, id")
                .query((row, _) -> read(row))
                .list();
    }

    /** What is or was wrong, the newest first. */
    public List<OperationsAlert> newest(int limit) {
        return jdbc.sql("select * from operations_alert order by since desc, id limit ?")
                .param(limit)
                .query((row, _) -> read(row))
                .list();
    }

    private static OperationsAlert read(ResultSet row) throws SQLException {
        return new OperationsAlert(
                row.getObject("id", UUID.class),
                OperationsKind.valueOf(row.getString("kind")),
                row.getString("subject"),
                Columns.instant(row, "since"),
                row.getString("detail"),
                Columns.optionalInstant(row, "ended_at"));
    }
}
