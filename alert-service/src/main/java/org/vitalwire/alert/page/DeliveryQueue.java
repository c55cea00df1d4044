package org.vitalwire.alert.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Deliveries in the database. Whoever takes one holds it by a short lease that they renew; when
 * they died, somebody else takes it. A delivery that is due much later than any could be was
 * planned by a clock that has been put back since, and is due.
 */
final class DeliveryQueue {

    /**
     * A delivery that is to be attempted.
     *
     * @param id the same for all attempts
     * @param attempts this one included
     */
    record Taken(
            UUID id,
            UUID pageId,
            String channel,
            String address,
            int attempts,
            Instant createdAt) {}

    private static final String TAKE =
            """
            update page_delivery set attempts = attempts + 1, due_at = :lease
            where id in (
                select d.id
                from unnest(:channels::text[], :free::integer[]) as c (channel, free)
                cross join lateral (
                    select id from page_delivery
                    where channel = c.channel and state = 'pending' and (due_at <= :now or due_at > :never)
                        and id <> all (:mine::uuid[])
                    order by priority desc, due_at limit c.free for update skip locked) d)
            returning id, page_id, channel, address, attempts, created_at
            """;

    /**
     * Not when the page grew while it was being sent: then it is sent once more. Nor when others
     * have answered since nobody could be reached: it would wait for an answer for ever.
     */
    private static final String PAGE_RECEIVED =
            """
            update page set state = 'received', received_at = :at, due_at = null
            where id = :page and state in ('open', 'unreachable') and ended_at is null
                and version = (select listed from page_delivery where id = :id)
            """;

    /** The page grew while it was being sent, and nothing that lists all of it is on its way. */
    private static final String SEND_WHAT_CAME_MEANWHILE =
            """
            insert into page_delivery (id, page_id, rank, channel, address, priority, created_at, due_at, state)
            select gen_random_uuid(), d.page_id, d.rank, d.channel, d.address, d.priority, :now, '-infinity', 'pending'
            from page_delivery d join page p on p.id = d.page_id
            where d.id = :id and p.state = 'open' and d.listed < p.version
                and not exists (select 1 from page_delivery where page_id = d.page_id and state = 'pending')
            """;

    private static final String NEXT_WAY_NOW =
            """
            update page set due_at = '-infinity'
            where id = :page and state = 'open' and not exists (
                select 1 from page_delivery d, page_delivery refused
                where refused.id = :id and d.page_id = :page and d.id <> :id and d.rank >= refused.rank
                    and d.state in ('pending', 'sent'))
            """;

    private final ServiceDatabase database;
    private final JdbcClient jdbc;
    private final Duration furthest;

    /**
     * @param furthest ahead of its time that a delivery can be due
     */
    DeliveryQueue(ServiceDatabase database, Duration furthest) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.furthest = furthest;
    }

    /**
     * The most urgent ones that are due, of each channel as many as it can take on.
     *
     * @param free by channel
     * @param mine what this process is sending already
     */
    List<Taken> take(
            Map<String, Integer> free, Collection<UUID> mine, Instant now, Duration lease) {
        List<Map.Entry<String, Integer>> channels = List.copyOf(free.entrySet());
        return jdbc.sql(TAKE)
                .param("lease", Columns.time(now.plus(lease)))
                .param("channels", channels.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param("free", channels.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                .param("now", Columns.time(now))
                .param("never", Columns.time(now.plus(furthest)))
                .param("mine", mine.toArray(UUID[]::new))
                .query((row, _) -> taken(row))
                .list();
    }

    /** Holds on to what is still being sent. */
    void renew(Collection<UUID> mine, Instant now, Duration lease) {
        jdbc.sql("update page_delivery set due_at = ? where id = any (?) and state = 'pending'")
                .param(Columns.time(now.plus(lease)))
                .param(mine.toArray(UUID[]::new))
                .update();
    }

    /** Notes what the attempt is about to show. */
    void lists(Taken delivery, int version) {
        jdbc.sql("update page_delivery set listed = ? where id = ?")
                .param(version)
                .param(delivery.id())
                .update();
    }

    void withdraw(Taken delivery) {
        settle(delivery.id(), "withdrawn", "page-ended");
    }

    void sent(Taken delivery, Optional<String> reference, Instant now) {
        onPage(
                delivery.pageId(),
                () -> {
                    jdbc.sql(
                                    """
                                    update page_delivery set state = 'sent', sent_at = ?, reference = ?, last_result = 'sent'
                                    where id = ? and state = 'pending'
                                    """)
                            .param(Columns.time(now))
                            .param(reference.orElse(null))
                            .param(delivery.id())
                            .update();
                    sendWhatCameMeanwhile(delivery.id(), now);
                });
    }

    /**
     * The person has it. Other ways need not be tried.
     *
     * @return whether that is news
     */
    boolean received(UUID delivery, UUID page, Instant at) {
        boolean[] news = new boolean[1];
        onPage(
                page,
                () -> {
                    news[0] =
                            jdbc.sql(
                                                    """
                                                    update page_delivery set state = 'received', received_at = ?,
                                                        sent_at = coalesce(sent_at, ?), last_result = 'received'
                                                    where id = ? and state <> 'received'
                                                    """)
                                            .param(Columns.time(at))
                                            .param(Columns.time(at))
                                            .param(delivery)
                                            .update()
                                    > 0;
                    boolean pageReceived =
                            jdbc.sql(PAGE_RECEIVED)
                                            .param("at", Columns.time(at))
                                            .param("page", page)
                                            .param("id", delivery)
                                            .update()
                                    > 0;
                    if (pageReceived) {
                        jdbc.sql(
                                        """
                                        update page_delivery set state = 'withdrawn'
                                        where page_id = ? and state in ('waiting', 'pending')
                                        """)
                                .param(page)
                                .update();
                    } else {
                        sendWhatCameMeanwhile(delivery, at);
                    }
                });
        return news[0];
    }

    void putOff(Taken delivery, Instant until, String reason) {
        jdbc.sql(
                        """
                        update page_delivery set due_at = ?, last_result = ? where id = ? and state = 'pending'
                        """)
                .param(Columns.time(until))
                .param(reason)
                .param(delivery.id())
                .update();
    }

    void giveUp(Taken delivery, String reason) {
        settle(delivery.id(), "given-up", reason);
    }

    /** This way is none; the next is tried at once unless another one is under way. */
    void refused(Taken delivery, String reason) {
        onPage(
                delivery.pageId(),
                () -> {
                    settle(delivery.id(), "refused", reason);
                    jdbc.sql(NEXT_WAY_NOW)
                            .param("page", delivery.pageId())
                            .param("id", delivery.id())
                            .update();
                });
    }

    private void sendWhatCameMeanwhile(UUID delivery, Instant now) {
        jdbc.sql(SEND_WHAT_CAME_MEANWHILE)
                .param("id", delivery)
                .param("now", Columns.time(now))
                .update();
    }

    private void settle(UUID delivery, String state, String reason) {
        jdbc.sql(
                        """
                        update page_delivery set state = ?, last_result = ? where id = ? and state = 'pending'
                        """)
                .param(state)
                .param(reason)
                .param(delivery)
                .update();
    }

    /** The page is locked before its deliveries are, as the pager does. */
    private void onPage(UUID page, Runnable work) {
        database.transaction()
                .executeWithoutResult(_ -> {
                    jdbc.sql("select 1 from page where id = ? for update")
                            .param(page)
                            .query(Integer.class)
                            .optional();
                    work.run();
                });
    }

    private static Taken taken(ResultSet row) throws SQLException {
        return new Taken(
                row.getObject("id", UUID.class),
                row.getObject("page_id", UUID.class),
                row.getString("channel"),
                row.getString("address"),
                row.getInt("attempts"),
                Columns.instant(row, "created_at"));
    }
}
