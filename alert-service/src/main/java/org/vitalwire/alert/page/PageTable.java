package org.vitalwire.alert.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.episode.Facts;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.alert.ledger.Priorities;
import org.vitalwire.alert.person.Reach;
import org.vitalwire.alert.person.Reach.Address;
import org.vitalwire.contracts.event.Priority;

/**
 * Pages as the {@link Pager} writes them. Rows are locked in the order page, then deliveries, here
 * as everywhere; what a page lists is changed by the pager alone.
 */
final class PageTable {

    /** A call that a page lists. */
    record Listing(
            EpisodeId episodeId,
            int round,
            int step,
            String target,
            boolean last,
            Priority priority) {}

    /**
     * @param patient empty for a digest of several
     * @param toldAt when it goes out; later than {@code createdAt} for a digest
     */
    record NewPage(
            long eventId,
            Listing listing,
            Optional<String> patient,
            Optional<String> careUnit,
            String person,
            boolean synthetic,
            Instant createdAt,
            Instant toldAt) {}

    /**
     * A page that another alert may join.
     *
     * @param lists whether it is on it already
     */
    record Bundle(UUID id, Priority priority, Instant createdAt, boolean lists) {}

    private static final String CREATE =
            """
            with made as (
                insert into page (id, event_id, patient_id, care_unit, person, target, priority, synthetic,
                    created_at, told_at, state, due_at)
                values (:id, :event, :patient, :unit, :person, :target, :priority, :synthetic,
                    :created, :told, 'open', :due)),
            listed as (
                insert into page_episode (page_id, episode_id, round, step, target, last, priority, version)
                values (:id, :episode, :round, :step, :target, :last, :priority, 1))
            insert into page_delivery (id, page_id, rank, channel, address, priority, created_at, due_at, listed,
                state, sent_at)
            select gen_random_uuid(), :id, w.rank, w.channel, w.address, :priority, :created,
                case when :created = :told then '-infinity' else :told end,
                case when w.rank = 1 and w.channel = :console then 1 else 0 end,
                case when w.rank > 1 then 'waiting' when w.channel = :console then 'sent' else 'pending' end,
                case when w.rank = 1 and w.channel = :console then :created end
            from unnest(:channels::text[], :addresses::text[]) with ordinality as w (channel, address, rank)
            """;

    private static final String BUNDLE =
            """
            select p.id, p.priority, p.created_at, l.page_id is not null as lists
            from page p left join page_episode l on l.page_id = p.id and l.episode_id = :episode and l.live
            where p.person = :person and p.patient_id = :patient and p.state in ('open', 'received')
                and p.told_at > :after and p.told_at <= :now
            order by p.told_at desc limit 1 for update of p
            """;

    private static final String DIGEST =
            """
            select p.id, p.priority, p.created_at, l.page_id is not null as lists
            from page p left join page_episode l on l.page_id = p.id and l.episode_id = :episode and l.live
            where p.person = :person and p.patient_id is null and p.state in ('open', 'received')
                and p.told_at > :now
            order by p.told_at limit 1 for update of p
            """;

    private static final String LIST =
            """
            insert into page_episode (page_id, episode_id, round, step, target, last, priority, version)
            select id, :episode, :round, :step, :target, :last, :priority, version from page where id = :id
            on conflict (page_id, episode_id) do update set round = excluded.round, step = excluded.step,
                target = excluded.target, last = excluded.last, priority = excluded.priority, version = excluded.version, live = true
            """;

    private static final String RELIST =
            """
            update page_episode set round = :round, step = :step, target = :target, last = :last, priority = :priority
            where page_id = :id and episode_id = :episode
            """;

    /** Who is told again is told by the way that reached them, or the last that was tried. */
    private static final String TELL_AGAIN =
            """
            insert into page_delivery (id, page_id, rank, channel, address, priority, created_at, due_at, listed,
                state, sent_at)
            select gen_random_uuid(), page_id, rank, channel, address, :priority, :now, :due,
                case when channel = :console then :version else 0 end,
                case when channel = :console then 'sent' else 'pending' end,
                case when channel = :console then :now end
            from page_delivery
            where page_id = :id and state in ('sent', 'received')
                and not exists (select 1 from page_delivery where page_id = :id and state = 'pending')
            order by state = 'received' desc, rank desc, created_at desc limit 1
            """;

    private static final String END =
            """
            with ended as (
                update page_episode l set live = false
                from page p where p.id = l.page_id and l.episode_id = :episode and l.live
                    and (:only::text is null or p.person = :only) and l.round < :before
                returning l.page_id)
            update page p set
                state = case when p.person = :by then 'answered' when p.state = 'unreachable' then p.state
                    else 'withdrawn' end,
                ended_at = :now, due_at = null
            where p.id in (select page_id from ended) and p.state in ('open', 'received', 'unreachable')
                and not exists (
                    select 1 from page_episode o
                    where o.page_id = p.id and o.live and o.episode_id <> :episode)
            returning p.id
            """;

    private final JdbcClient jdbc;
    private final Duration receiptWithin;

    PageTable(JdbcClient jdbc, Duration receiptWithin) {
        this.jdbc = jdbc;
        this.receiptWithin = receiptWithin;
    }

    void create(NewPage page, List<Address> ways) {
        Listing listing = page.listing();
        jdbc.sql(CREATE)
                .param("id", UUID.randomUUID())
                .param("event", page.eventId())
                .param("patient", page.patient().orElse(null))
                .param("unit", page.careUnit().orElse(null))
                .param("person", page.person())
                .param("target", listing.target())
                .param("priority", Priorities.toNumber(listing.priority()))
                .param("synthetic", page.synthetic())
                .param("created", Columns.time(page.createdAt()))
                .param("told", Columns.time(page.toldAt()))
                .param("due", Columns.time(page.toldAt().plus(receiptWithin)))
                .param("episode", listing.episodeId().value())
                .param("round", listing.round())
                .param("step", listing.step())
                .param("last", listing.last())
                .param("console", Reach.CONSOLE)
                .param("channels", ways.stream().map(Address::channel).toArray(String[]::new))
                .param("addresses", ways.stream().map(Address::address).toArray(String[]::new))
                .update();
    }

    /**
     * A call that waits for nobody. It is unreachable at once, by whom it is told to the episode:
     * not in this transaction, which is the episode's own.
     */
    void toNobody(
            long eventId, Listing listing, Optional<String> careUnit, Facts facts, Instant now) {
        jdbc.sql(
                        """
                        with made as (
                            insert into page (id, event_id, patient_id, care_unit, target, priority, synthetic,
                                created_at, told_at, state, due_at)
                            values (:id, :event, :patient, :unit, :target, :priority, :synthetic, :now, :now,
                                'open', '-infinity'))
                        insert into page_episode (page_id, episode_id, round, step, target, last, priority, version)
                        values (:id, :episode, :round, :step, :target, :last, :priority, 1)
                        """)
                .param("id", UUID.randomUUID())
                .param("event", eventId)
                .param("patient", facts.patientId().value())
                .param("unit", careUnit.orElse(null))
                .param("target", listing.target())
                .param("priority", Priorities.toNumber(listing.priority()))
                .param("synthetic", facts.synthetic())
                .param("now", Columns.time(now))
                .param("episode", listing.episodeId().value())
                .param("round", listing.round())
                .param("step", listing.step())
                .param("last", listing.last())
                .update();
    }

    /** The person's page about the patient that went out after the instant and is not answered. */
    Optional<Bundle> bundle(
            String person, String patient, EpisodeId episode, Instant after, Instant now) {
        return jdbc.sql(BUNDLE)
                .param("person", person)
                .param("patient", patient)
                .param("episode", episode.value())
                .param("after", Columns.time(after))
                .param("now", Columns.time(now))
                .query((row, _) -> bundle(row))
                .optional();
    }

    /** The person's digest that has not gone out. */
    Optional<Bundle> digest(String person, EpisodeId episode, Instant now) {
        return jdbc.sql(DIGEST)
                .param("person", person)
                .param("episode", episode.value())
                .param("now", Columns.time(now))
                .query((row, _) -> bundle(row))
                .optional();
    }

    /**
     * When the person's pages that are not HIGH went out, or will. Only a digest can be to come: a
     * page that seems to be is one of a transaction that took its time later and was faster.
     */
    List<Instant> tellings(String person, Instant after, Instant now) {
        return jdbc.sql(
                        """
                        select case when patient_id is null then told_at else least(told_at, :now) end as told_at
                        from page where person = :person and told_at > :after and priority < 3
                        order by 1
                        """)
                .param("person", person)
                .param("after", Columns.time(after))
                .param("now", Columns.time(now))
                .query((row, _) -> Columns.instant(row, "told_at"))
                .list();
    }

    /**
     * Adds an alert to a page, of which the person is then told again: at once when it is HIGH or
     * more urgent than what they were told of, else when no more are expected to join. An alert
     * that is on it already is noted as called once more.
     *
     * @param later when no more are expected
     */
    void extend(
            Bundle page, long eventId, Listing listing, Facts facts, Instant later, Instant now) {
        boolean rises = listing.priority().compareTo(page.priority()) > 0;
        if (page.lists() && !rises) {
            list(RELIST, page.id(), listing);
            return;
        }
        boolean atOnce = rises || listing.priority() == Priority.HIGH;
        Priority priority = rises ? listing.priority() : page.priority();
        Instant told = atOnce || later.isBefore(now) ? now : later;
        Integer version =
                jdbc.sql(
                                """
                                update page set version = version + 1, event_id = ?, priority = ?,
                                    synthetic = synthetic and ?, state = 'open', received_at = null, due_at = ?
                                where id = ? returning version
                                """)
                        .params(
                                eventId,
                                Priorities.toNumber(priority),
                                facts.synthetic(),
                                Columns.time(told.plus(receiptWithin)),
                                page.id())
                        .query(Integer.class)
                        .single();
        list(LIST, page.id(), listing);
        tellAgain(page.id(), version, priority, atOnce, told, now);
    }

    /** The person answered this alert; the page ends when nothing on it is left to answer. */
    void answered(EpisodeId episode, String person, Instant now) {
        withdrawDeliveries(end(episode, Optional.of(person), person, Integer.MAX_VALUE, now));
    }

    /** Nobody has to answer this alert any more. */
    void end(EpisodeId episode, Optional<String> by, Instant now) {
        withdrawDeliveries(end(episode, Optional.empty(), by.orElse(null), Integer.MAX_VALUE, now));
    }

    /** What earlier rounds asked is asked anew, or not at all. */
    void endRoundsBefore(EpisodeId episode, int round, Instant now) {
        withdrawDeliveries(end(episode, Optional.empty(), null, round, now));
    }

    /** Whether a page about it is with somebody, or on its way. */
    boolean somebodyHas(EpisodeId episode) {
        return jdbc.sql(
                        """
                        select exists (
                            select 1 from page_episode l join page p on p.id = l.page_id
                            where l.episode_id = ? and l.live and p.person is not null
                                and p.state in ('open', 'received'))
                        """)
                .param(episode.value())
                .query(Boolean.class)
                .single();
    }

    private void tellAgain(
            UUID page, int version, Priority priority, boolean atOnce, Instant told, Instant now) {
        // What was never sent lists everything when it is; it only becomes more urgent.
        jdbc.sql(
                        """
                        update page_delivery set priority = :priority,
                            due_at = case when :atOnce and attempts = 0 then '-infinity' else due_at end
                        where page_id = :id and state in ('pending', 'waiting')
                        """)
                .param("priority", Priorities.toNumber(priority))
                .param("atOnce", atOnce)
                .param("id", page)
                .update();
        jdbc.sql(TELL_AGAIN)
                .param("id", page)
                .param("priority", Priorities.toNumber(priority))
                .param("console", Reach.CONSOLE)
                .param("version", version)
                .param("now", Columns.time(now))
                .param("due", Columns.time(told))
                .update();
    }

    private void list(String sql, UUID page, Listing listing) {
        jdbc.sql(sql)
                .param("id", page)
                .param("episode", listing.episodeId().value())
                .param("round", listing.round())
                .param("step", listing.step())
                .param("target", listing.target())
                .param("last", listing.last())
                .param("priority", Priorities.toNumber(listing.priority()))
                .update();
    }

    private List<UUID> end(
            EpisodeId episode,
            Optional<String> only,
            @Nullable String by,
            int beforeRound,
            Instant now) {
        return jdbc.sql(END)
                .param("episode", episode.value())
                .param("only", only.orElse(null))
                .param("by", by)
                .param("before", beforeRound)
                .param("now", Columns.time(now))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    private void withdrawDeliveries(List<UUID> pages) {
        if (!pages.isEmpty()) {
            jdbc.sql(
                            """
                            update page_delivery set state = 'withdrawn'
                            where page_id = any (?) and state in ('waiting', 'pending')
                            """)
                    .param(pages.toArray(UUID[]::new))
                    .update();
        }
    }

    private static Bundle bundle(ResultSet row) throws SQLException {
        return new Bundle(
                row.getObject("id", UUID.class),
                Priorities.ofNumber(row.getInt("priority")),
                Columns.instant(row, "created_at"),
                row.getBoolean("lists"));
    }
}
