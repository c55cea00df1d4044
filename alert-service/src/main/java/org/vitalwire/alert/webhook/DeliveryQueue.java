package org.vitalwire.alert.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.ledger.Columns;

/**
 * Deliveries in the database. Whoever takes one has it for a while; when it is neither settled nor
 * put off in that time, for its taker died, somebody else takes it.
 */
final class DeliveryQueue {

    private static final String TAKE =
            """
            update webhook_delivery set attempts = attempts + 1, due_at = ?
            where id = (
                select id from webhook_delivery where state = 'pending' and due_at <= ?
                order by priority desc, due_at limit 1 for update skip locked)
            returning id, body, attempts, created_at
            """;

    private final JdbcClient jdbc;

    DeliveryQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The most urgent delivery that is due. No transaction stays open while it is attempted. */
    Optional<Delivery> take(Instant now, Duration atMost) {
        return jdbc.sql(TAKE)
                .param(Columns.time(now.plus(atMost)))
                .param(Columns.time(now))
                .query((row, _) ->
                        new Delivery(
                                row.getObject("id", UUID.class),
                                row.getString("body"),
                                row.getInt("attempts"),
                                Columns.instant(row, "created_at")))
                .optional();
    }

    void delivered(Delivery delivery, Instant now, String result) {
        jdbc.sql(
                        """
                        update webhook_delivery set state = 'delivered', delivered_at = ?, last_result = ? where id = ?
                        """)
                .param(Columns.time(now))
                .param(result)
                .param(delivery.id())
                .update();
    }

    void putOff(Delivery delivery, Instant until, String result) {
        jdbc.sql(
                        """
                        update webhook_delivery set due_at = ?, last_result = ? where id = ? and state = 'pending'
                        """)
                .param(Columns.time(until))
                .param(result)
                .param(delivery.id())
                .update();
    }

    void giveUp(Delivery delivery, String result) {
        jdbc.sql(
                        """
                        update webhook_delivery set state = 'given-up', last_result = ? where id = ? and state = 'pending'
                        """)
                .param(result)
                .param(delivery.id())
                .update();
    }
}
