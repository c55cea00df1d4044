package org.vitalwire.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must be true of a ward's alerts whatever failed, read from the rows that are left: each call
 * of a round in its order and none left out, each call with a page and none twice, nobody paged
 * after somebody accepted, and nobody left without a next call.
 *
 * <p>For patients who have one HIGH episode each, in a ward where every step has somebody.
 */
final class SafetyRules {

    private record Page(
            UUID episode, long eventId, int round, int step, String person, Instant at) {}

    private static final String PAGES =
            """
            select l.episode_id, p.event_id, l.round, l.step, p.person, p.created_at
            from page_episode l join page p on p.id = l.page_id join episode e on e.id = l.episode_id
            where p.care_unit = ? and p.person is not null
            order by l.episode_id, p.event_id
            """;

    private final JdbcClient jdbc;
    private final String ward;

    SafetyRules(JdbcClient jdbc, TestWard ward) {
        this.jdbc = jdbc;
        this.ward = ward.name();
    }

    /** Each in words; none where all was well. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        violations.addAll(
                texts(
                        "a call without a page: event ",
                        """
                        select v.id::text from alert_event v
                        where v.transition = 'CALLED' and v.episode_id in (
                                select l.episode_id from page_episode l join page p on p.id = l.page_id
                                where p.care_unit = ?)
                            and not exists (
                                select 1 from page p join page_episode l on l.page_id = p.id
                                where p.event_id = v.id and l.episode_id = v.episode_id)
                        """));
        violations.addAll(
                texts(
                        "paged after an acceptance: page ",
                        """
                        select p.id::text from page p join page_episode l on l.page_id = p.id
                        where p.care_unit = ? and exists (
                            select 1 from alert_event v
                            where v.episode_id = l.episode_id and v.transition = 'ACKNOWLEDGED' and v.id < p.event_id)
                        """));
        violations.addAll(
                texts(
                        "waits for a person and nobody is called next: episode ",
                        """
                        select distinct e.id::text from episode e
                            join page_episode l on l.episode_id = e.id join page p on p.id = l.page_id
                        where p.care_unit = ? and e.state <> 'resolved' and e.acknowledged_by is null
                            and e.due_at is null
                        """));
        violations.addAll(
                texts(
                        "still sends what is accepted: delivery ",
                        """
                        select d.id::text from page_delivery d join page p on p.id = d.page_id
                        where p.care_unit = ? and d.state in ('waiting', 'pending')
                            and p.state in ('answered', 'withdrawn', 'received')
                        """));
        Map<UUID, List<Page>> byEpisode = new TreeMap<>();
        pages().forEach(page ->
                byEpisode.computeIfAbsent(page.episode(), _ -> new ArrayList<>()).add(page));
        byEpisode.forEach((episode, pages) -> ofEpisode(episode, pages, violations));
        return violations;
    }

    /** Episodes of the ward that somebody was paged for. */
    int episodesPaged() {
        return (int) pages().stream().map(Page::episode).distinct().count();
    }

    /** The steps that were taken of the first round, of each episode. */
    Map<UUID, Integer> stepsTaken() {
        Map<UUID, Integer> steps = new TreeMap<>();
        pages().stream()
                .filter(page -> page.round() == 1)
                .forEach(page -> steps.merge(page.episode(), page.step(), Math::max));
        return steps;
    }

    /** How much later than planned the latest first call of a step was made. */
    Duration latest(Duration... plan) {
        Map<UUID, Instant> begun = new TreeMap<>();
        Duration latest = Duration.ZERO;
        for (Page page : pages()) {
            if (page.round() > 1) {
                continue;
            }
            begun.putIfAbsent(page.episode(), page.at());
            Duration late =
                    Duration.between(
                            begun.get(page.episode()).plus(plan[page.step() - 1]), page.at());
            latest = late.compareTo(latest) > 0 ? late : latest;
        }
        return latest;
    }

    private static void ofEpisode(UUID episode, List<Page> pages, List<String> violations) {
        int round = 1;
        int step = 0;
        List<String> paged = new ArrayList<>();
        for (Page page : pages) {
            String who = page.round() + "/" + page.step() + "/" + page.person();
            if (paged.contains(who)) {
                violations.add("paged twice for one call: " + who + " of episode " + episode);
            }
            paged.add(who);
            boolean same = page.round() == round && page.step() == step;
            boolean next = page.round() == round && page.step() == step + 1;
            // A repetition is a round of its own, of the last step.
            boolean repeated = page.round() == round + 1 && page.step() == step;
            if (!same && !next && !repeated) {
                violations.add(
                        "out of order: %d/%d after %d/%d of episode %s"
                                .formatted(page.round(), page.step(), round, step, episode));
            }
            round = page.round();
            step = page.step();
        }
    }

    private List<String> texts(String what, String sql) {
        return jdbc.sql(sql).param(ward).query((row, _) -> what + row.getString(1)).list();
    }

    private List<Page> pages() {
        return jdbc.sql(PAGES)
                .param(ward)
                .query((row, _) ->
                        new Page(
                                row.getObject("episode_id", UUID.class),
                                row.getLong("event_id"),
                                row.getInt("round"),
                                row.getInt("step"),
                                row.getString("person"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
