package org.vitalwire.alert.page;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.alert.ledger.Priorities;
import org.vitalwire.kit.database.ServiceDatabase;

/** Reads of pages. */
public final class PageQueries {

    private static final int MOST_OF_A_PERSON = 200;
    private static final int MOST_OF_AN_ALERT = 20;

    /** A page with the person it is for. */
    public record PersonsPage(String person, PageView page) {}

    /** A page that was made or grew, with its place on the live stream. */
    public record Announced(long eventId, String person, PageView page) {}

    /** The pages about one alert, newest first, and the one that lists it with others. */
    public record OfAlert(List<AlertPage> pages, Optional<String> bundle) {

        public static final OfAlert NONE = new OfAlert(List.of(), Optional.empty());
    }

    private record AlertRow(EpisodeId episodeId, AlertPage page, boolean bundle) {}

    private static final String PAGES =
            """
            select p.*, array(
                select e.id::text from page_episode l join episode e on e.id = l.episode_id
                where l.page_id = p.id and (l.live or p.state in ('answered', 'withdrawn'))
                order by e.priority desc, e.raised_at, e.id) as alerts
            from page p
            """;

    private static final String OF_ALERTS =
            """
            select * from (
                select l.episode_id, p.id, p.person, l.target, p.state, p.told_at, p.received_at,
                    (select d.channel from page_delivery d where d.page_id = p.id and d.state <> 'waiting'
                     order by d.state = 'received' desc, d.rank desc, d.created_at desc limit 1) as channel,
                    l.live and (select count(*) from page_episode o where o.page_id = p.id and o.live) > 1 as bundle,
                    row_number() over (partition by l.episode_id order by p.event_id desc, p.id) as number
                from page_episode l join page p on p.id = l.page_id
                where l.episode_id = any (?)) x
            where number <= ? order by episode_id, number
            """;

    private final JdbcClient jdbc;

    PageQueries(ServiceDatabase database) {
        this.jdbc = database.jdbc();
    }

    Optional<PersonsPage> find(UUID id) {
        return jdbc.sql(PAGES + " where p.id = ? and p.person is not null")
                .param(id)
                .query((row, _) -> new PersonsPage(row.getString("person"), view(row)))
                .optional();
    }

    /** The newest first. */
    public List<PageView> ofPerson(String person, Collection<PageState> states) {
        return ofPerson(person, states, "");
    }

    /**
     * What waits for the person's answer, the newest first. A page that nobody could be reached by
     * stays that, and waits no more once others have answered.
     */
    public List<PageView> waitingFor(String person) {
        return ofPerson(
                person,
                List.of(PageState.OPEN, PageState.RECEIVED, PageState.UNREACHABLE),
                " and p.ended_at is null");
    }

    private List<PageView> ofPerson(String person, Collection<PageState> states, String which) {
        return jdbc.sql(
                        PAGES
                                + " where p.person = ? and p.state = any (?)"
                                + which
                                + " order by p.told_at desc, p.id limit ?")
                .param(person)
                .param(states.stream().map(PageState::code).toArray(String[]::new))
                .param(MOST_OF_A_PERSON)
                .query((row, _) -> view(row))
                .list();
    }

    /** Pages that an event in (after, upTo] made or extended and that still wait for an answer. */
    public List<Announced> announcedBetween(long after, long upTo) {
        return jdbc.sql(
                        PAGES
                                + """
                                 where p.event_id > ? and p.event_id <= ? and p.person is not null
                                    and p.state in ('open', 'received') order by p.event_id, p.id
                                """)
                .param(after)
                .param(upTo)
                .query((row, _) ->
                        new Announced(row.getLong("event_id"), row.getString("person"), view(row)))
                .list();
    }

    /** Of each alert the newest; an alert that nobody was paged for is missing. */
    public Map<EpisodeId, OfAlert> of(Collection<EpisodeId> episodes) {
        Map<EpisodeId, OfAlert> pages = new HashMap<>();
        if (episodes.isEmpty()) {
            return pages;
        }
        jdbc.sql(OF_ALERTS)
                .param(episodes.stream().map(EpisodeId::value).toArray(UUID[]::new))
                .param(MOST_OF_AN_ALERT)
                .query((row, _) -> alertRow(row))
                .list()
                .forEach(row -> pages.merge(row.episodeId(), ofAlert(row), PageQueries::both));
        return pages;
    }

    private static OfAlert ofAlert(AlertRow row) {
        return new OfAlert(
                List.of(row.page()),
                row.bundle() ? Optional.of(row.page().id()) : Optional.empty());
    }

    private static OfAlert both(OfAlert newer, OfAlert older) {
        List<AlertPage> all = new java.util.ArrayList<>(newer.pages());
        all.addAll(older.pages());
        return new OfAlert(all, newer.bundle().or(older::bundle));
    }

    private static AlertRow alertRow(ResultSet row) throws SQLException {
        return new AlertRow(
                new EpisodeId(row.getObject("episode_id", UUID.class)),
                new AlertPage(
                        row.getObject("id", UUID.class).toString(),
                        row.getString("person"),
                        row.getString("target"),
                        row.getString("state"),
                        row.getString("channel"),
                        Columns.instant(row, "told_at"),
                        Columns.optionalInstant(row, "received_at").orElse(null)),
                row.getBoolean("bundle"));
    }

    private static PageView view(ResultSet row) throws SQLException {
        return new PageView(
                row.getObject("id", UUID.class).toString(),
                row.getInt("version"),
                texts(row.getArray("alerts")),
                row.getString("target"),
                Priorities.ofNumber(row.getInt("priority")).code(),
                row.getString("state"),
                row.getBoolean("synthetic"),
                Columns.instant(row, "told_at"),
                Columns.optionalInstant(row, "received_at").orElse(null));
    }

    private static List<String> texts(java.sql.@Nullable Array array) throws SQLException {
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray()).map(Object::toString).toList();
    }
}
