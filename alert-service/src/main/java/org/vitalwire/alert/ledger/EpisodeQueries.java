package org.vitalwire.alert.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.episode.KnownFinding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Reads of episodes, findings and the audit trail. Where no patient is named the canary is left
 * out.
 */
public final class EpisodeQueries {

    private static final String NEWEST_EVENT_OF_EACH_EPISODE =
            """
            select distinct on (v.episode_id) v.id as event_id, v.received_at, e.*
            from alert_event v join episode e on e.id = v.episode_id
            where v.id > ? and v.id <= ? and e.patient_id <> ?
            order by v.episode_id, v.id desc
            """;

    /**
     * Which alerts.
     *
     * @param patients empty for all; the canary must be named
     * @param open empty for both
     * @param acknowledged empty for both
     */
    public record Filter(
            Optional<Collection<PatientId>> patients,
            Optional<Boolean> open,
            Optional<Boolean> acknowledged,
            int limit) {}

    /**
     * An episode that changed.
     *
     * @param eventId its newest event
     * @param receivedAt receipt at the gateway of the reading behind that event, if one was
     */
    public record Changed(long eventId, Episode episode, Optional<Instant> receivedAt) {}

    /**
     * One line of the audit trail.
     *
     * @param by the person who acted
     * @param target whom it called
     * @param person whom it called by name, or to whom it was handed over
     * @param reason code, of the person who acted
     */
    public record TrailEntry(
            long eventId,
            String transition,
            String state,
            Priority priority,
            Instant at,
            Optional<String> by,
            Optional<String> target,
            Optional<String> person,
            Optional<Integer> round,
            Optional<Integer> step,
            Optional<Boolean> staffed,
            Optional<String> reason) {}

    private final JdbcTemplate jdbc;
    private final EpisodeRows episodeRows = new EpisodeRows();
    private final FindingRows findingRows = new FindingRows();

    public EpisodeQueries(ServiceDatabase database) {
        this.jdbc = new JdbcTemplate(database.dataSource());
    }

    public Optional<Episode> find(EpisodeId id) {
        return jdbc
                .query("select * from episode where id = ?", episodeRows.mapper(), id.value())
                .stream()
                .findFirst();
    }

    /** What waits for somebody first, then by priority, then the newest. */
    public List<Episode> list(Filter filter) {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder(" where true");
        filter.patients()
                .ifPresentOrElse(
                        patients -> {
                            where.append(" and patient_id = any (?)");
                            values.add(texts(patients));
                        },
                        () -> {
                            where.append(" and patient_id <> ?");
                            values.add(Canary.PATIENT.value());
                        });
        filter.open()
                .ifPresent(open ->
                        where.append(
                                open ? " and state <> 'resolved'" : " and state = 'resolved'"));
        filter.acknowledged()
                .ifPresent(yes ->
                        where.append(" and acknowledged_by is ").append(yes ? "not null" : "null"));
        values.add(filter.limit());
        return jdbc.query(
                "select * from episode"
                        + where
                        + """
                         order by state = 'resolved', acknowledged_by is not null or retrospective,
                            priority desc, raised_at desc, id limit ?
                        """,
                episodeRows.mapper(),
                values.toArray());
    }

    public List<TrailEntry> trail(EpisodeId id) {
        return jdbc.query(
                "select * from alert_event where episode_id = ? order by id",
                (row, _) ->
                        new TrailEntry(
                                row.getLong("id"),
                                row.getString("transition"),
                                row.getString("state"),
                                Priorities.ofNumber(row.getInt("priority")),
                                Columns.instant(row, "at"),
                                Columns.optionalText(row, "by"),
                                Columns.optionalText(row, "target"),
                                Columns.optionalText(row, "person"),
                                Columns.optional(row, "call_round", Integer.class),
                                Columns.optional(row, "call_step", Integer.class),
                                Columns.optional(row, "staffed", Boolean.class),
                                Columns.optionalText(row, "reason")),
                id.value());
    }

    /** The newest event there is; all before it can be seen as well. */
    public long lastEventId() {
        Long last = jdbc.queryForObject("select last_id from event_counter", Long.class);
        return last == null ? 0 : last;
    }

    /**
     * Each episode that changed in (after, upTo], once, in the order of its newest change; without
     * the canary's.
     */
    public List<Changed> changedBetween(long after, long upTo) {
        return jdbc
                .query(
                        NEWEST_EVENT_OF_EACH_EPISODE,
                        (row, number) ->
                                new Changed(
                                        row.getLong("event_id"),
                                        map(row, number),
                                        Columns.optionalInstant(row, "received_at")),
                        after,
                        upTo,
                        Canary.PATIENT.value())
                .stream()
                .sorted(java.util.Comparator.comparingLong(Changed::eventId))
                .toList();
    }

    public List<KnownFinding> findings(Optional<Collection<PatientId>> patients, int limit) {
        return patients.isEmpty()
                ? jdbc.query(
                        """
                        select * from finding where patient_id <> ?
                        order by recorded_at desc, finding_id limit ?
                        """,
                        findingRows.mapper(),
                        Canary.PATIENT.value(),
                        limit)
                : jdbc.query(
                        """
                        select * from finding where patient_id = any (?)
                        order by recorded_at desc, finding_id limit ?
                        """,
                        findingRows.mapper(),
                        texts(patients.get()),
                        limit);
    }

    public long countFindings(Optional<Collection<PatientId>> patients) {
        Long count =
                patients.isEmpty()
                        ? jdbc.queryForObject(
                                "select count(*) from finding where patient_id <> ?",
                                Long.class,
                                Canary.PATIENT.value())
                        : jdbc.queryForObject(
                                "select count(*) from finding where patient_id = any (?)",
                                Long.class,
                                (Object) texts(patients.get()));
        return count == null ? 0 : count;
    }

    private Episode map(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        Episode episode = episodeRows.mapper().mapRow(row, number);
        if (episode == null) {
            throw new IllegalStateException("a row is an episode");
        }
        return episode;
    }

    private static String[] texts(Collection<PatientId> patients) {
        return patients.stream()
                .map(PatientId::value)
                .collect(Collectors.toSet())
                .toArray(String[]::new);
    }
}
