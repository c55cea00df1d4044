package org.vitalwire.alert.publication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.trace.TraceParent;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.EventPublisher;

/**
 * Publishes the audit trail to alerts.v1, in its order and at least once. The trail is the outbox:
 * its ids have no gaps, so that one number says how far it is published.
 *
 * <p>The canary's are left out: whoever reads alerts.v1 looks after patients.
 *
 * <p>One replica at a time publishes, under a lease. Should a replica hang for longer than its
 * lease lasts, events can come twice and late; who reads alerts.v1 takes the newest {@code at}.
 */
final class AlertPublisher {

    private static final int BATCH = 500;
    private static final String TOPIC = EventCodecs.ALERT_EPISODE.topic().topicName();
    private static final long RENEWAL_SECONDS = 1;

    private static final String BACKLOG =
            """
            select last_id - last_event_id from event_counter, publication where topic = ?
            """;
    // The database's clock: that of replicas may differ.
    private static final String CLAIM =
            """
            update publication set holder = ?, lease_until = now() + interval '5 seconds'
            where topic = ? and (holder = ? or lease_until < now()) returning last_event_id
            """;
    private static final String ADVANCE =
            "update publication set last_event_id = ? where topic = ? and holder = ?";
    // A lease or an advance that a crash of the database forgets makes events come twice, which
    // they
    // may; but waiting for the disk here makes the next alert's transaction wait for it as well.
    private static final String WITHOUT_WAITING = "set local synchronous_commit = off";
    private static final String RELEASE =
            "update publication set lease_until = '-infinity' where topic = ? and holder = ?";

    private record Event(long id, AlertEpisode episode, @Nullable TraceParent trace) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EventPublisher publisher;
    private final String holder = UUID.randomUUID().toString();

    AlertPublisher(JdbcClient jdbc, TransactionTemplate transaction, EventPublisher publisher) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.publisher = publisher;
    }

    /** Returns whether there is more to publish. */
    boolean publish() throws InterruptedException {
        if (jdbc.sql(BACKLOG).param(TOPIC).query(Long.class).single() <= 0) {
            return false;
        }
        Optional<Long> published = claim();
        if (published.isEmpty()) {
            return false;
        }
        List<Event> events =
                jdbc.sql(
                                """
                                select id, payload, traceparent from alert_event
                                where id > ? order by id limit ?
                                """)
                        .param(published.get())
                        .param(BATCH)
                        .query((row, _) -> event(row))
                        .list();
        if (events.isEmpty()) {
            return false;
        }
        awaitAcknowledgement(
                events.stream()
                        .filter(event -> !Canary.is(event.episode().patientId()))
                        .map(event ->
                                publisher.publish(
                                        EventCodecs.ALERT_EPISODE,
                                        event.episode().episodeId(),
                                        event.episode(),
                                        event.trace()))
                        .toArray(CompletableFuture<?>[]::new));
        long last = events.getLast().id();
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(WITHOUT_WAITING).update();
            jdbc.sql(ADVANCE).param(last).param(TOPIC).param(holder).update();
        });
        return events.size() == BATCH;
    }

    /** Lets another replica go on at once. */
    void release() {
        jdbc.sql(RELEASE).param(TOPIC).param(holder).update();
    }

    private Optional<Long> claim() {
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    jdbc.sql(WITHOUT_WAITING).update();
                    return jdbc.sql(CLAIM)
                            .param(holder)
                            .param(TOPIC)
                            .param(holder)
                            .query(Long.class)
                            .optional();
                }));
    }

    /**
     * However long that takes: Kafka's client goes on trying, and a second send would be a copy.
     */
    private void awaitAcknowledgement(CompletableFuture<?>[] sends) throws InterruptedException {
        CompletableFuture<Void> all = CompletableFuture.allOf(sends);
        while (true) {
            try {
                all.get(RENEWAL_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (claim().isEmpty()) {
                    throw new IllegalStateException("another replica publishes", e);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("alerts were not published", e.getCause());
            }
        }
    }

    private static Event event(ResultSet row) throws SQLException {
        String traceparent = row.getString("traceparent");
        return new Event(
                row.getLong("id"),
                EventCodecs.ALERT_EPISODE.decode(row.getBytes("payload")),
                traceparent == null ? null : TraceParent.parse(traceparent).orElse(null));
    }
}
