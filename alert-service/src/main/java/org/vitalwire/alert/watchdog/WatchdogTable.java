package org.vitalwire.alert.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.contracts.id.Canary;

/**
 * What the database knows of the beats, and which replica sends them: one at a time, under a lease.
 */
final class WatchdogTable {

    // The database's clock: that of replicas may differ.
    private static final String CLAIM =
            """
            update watchdog set holder = ?, lease_until = now() + interval '20 seconds'
            where holder = ? or lease_until < now()
            """;

    private static final String RELEASE =
            "update watchdog set lease_until = '-infinity' where holder = ?";

    private static final String SEEN =
            """
            select (select published_at from watchdog) as published,
                (select at from finding where patient_id = :canary
                    order by recorded_at desc limit 1) as scored,
                (select started_at from episode where patient_id = :canary
                    order by raised_at desc limit 1) as alerted,
                received.started_at as received,
                received.received_at
            from (select 1) as one left join lateral (
                select e.started_at, d.received_at
                from episode e
                    join page_episode pe on pe.episode_id = e.id
                    join page_delivery d on d.page_id = pe.page_id and d.listed >= pe.version
                where e.patient_id = :canary and d.channel = :channel and d.received_at is not null
                order by e.raised_at desc limit 1) as received on true
            """;

    /** Half of a lease. */
    private static final Duration RENEW_AFTER = Duration.ofSeconds(10);

    private static final int DELETED_AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final String holder = UUID.randomUUID().toString();
    private boolean claimed;
    private long claimedNanos;

    WatchdogTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it is this replica that sends the beats, for at least half of what a lease lasts. */
    boolean claim() {
        long now = System.nanoTime();
        if (claimed && now - claimedNanos < RENEW_AFTER.toNanos()) {
            return true;
        }
        claimed = jdbc.sql(CLAIM).params(holder, holder).update() > 0;
        claimedNanos = now;
        return claimed;
    }

    /** Lets another replica go on at once. */
    void release() {
        claimed = false;
        jdbc.sql(RELEASE).param(holder).update();
    }

    /** Counts beats over all replicas and restarts, so that they take turns. */
    long nextBeat() {
        return jdbc.sql("update watchdog set beat = beat + 1 returning beat")
                .query(Long.class)
                .single();
    }

    /**
     * @param at the beat's own time
     */
    void published(Instant at) {
        jdbc.sql("update watchdog set published_at = ?").param(Columns.time(at)).update();
    }

    Sightings sightings() {
        return jdbc.sql(SEEN)
                .param("canary", Canary.PATIENT.value())
                .param("channel", WatchdogChannel.NAME)
                .query((row, _) -> {
                    Map<Stage, Instant> newest = new EnumMap<>(Stage.class);
                    Columns.optionalInstant(row, "published")
                            .ifPresent(at -> newest.put(Stage.PUBLISH, at));
                    Columns.optionalInstant(row, "scored")
                            .ifPresent(at -> newest.put(Stage.SCORE, at));
                    Columns.optionalInstant(row, "alerted")
                            .ifPresent(at -> newest.put(Stage.ALERT, at));
                    Optional<Instant> beat = Columns.optionalInstant(row, "received");
                    beat.ifPresent(at -> newest.put(Stage.RECEIPT, at));
                    return new Sightings(
                            newest,
                            Columns.optionalInstant(row, "received_at")
                                    .flatMap(received ->
                                            beat.map(sent -> Duration.between(sent, received))));
                })
                .single();
    }

    /** The canary's episodes that are over and were raised before; some of them. */
    List<UUID> episodesBefore(Instant time) {
        return jdbc.sql(
                        """
                        select id from episode
                        where patient_id = ? and raised_at < ? and state = 'resolved' limit ?
                        """)
                .params(Canary.PATIENT.value(), Columns.time(time), DELETED_AT_ONCE)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }
}
