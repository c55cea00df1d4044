package org.vitalwire.ehr.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.policy.ChartingPolicy.AroundAlerts;
import org.vitalwire.ehr.policy.Opened;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.erasure.ForgottenPatients;

/**
 * Keeps the transitions of alert episodes, and charts the resources that they change. A transition
 * that came before changes nothing.
 */
public final class AlertLedger {

    private static final String INSERT =
            """
            insert into alert_transition (episode_id, facts, patient_id, at, open)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """;

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final LineWriter lines;
    private final PatientAlerts alerts;
    private final Difference difference;
    private final Duration horizon;
    private final InstantSource clock;
    private final ForgottenPatients forgotten;

    /** Which resource of an episode. */
    public record Resource(ChartKind kind, String id) {}

    /** What further transitions make of an episode's resources. Pure. */
    @FunctionalInterface
    public interface Difference {
        /**
         * @param before of one episode, in the order of their time; may be empty
         * @param after the same and more
         * @return the resources that are new or not what they were
         */
        List<Resource> between(List<AlertEpisode> before, List<AlertEpisode> after);
    }

    /**
     * @param horizon what is older is not charted: alerts.v1 is kept for longer than the ledger
     */
    public AlertLedger(
            ServiceDatabase database,
            Difference difference,
            Duration horizon,
            InstantSource clock,
            ForgottenPatients forgotten) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.lines = new LineWriter(jdbc);
        this.alerts = new PatientAlerts(jdbc);
        this.difference = difference;
        this.horizon = horizon;
        this.clock = clock;
        this.forgotten = forgotten;
    }

    /**
     * Charts all of them or none, besides those of patients who were forgotten.
     *
     * @return how many resources are new or changed
     */
    public int chart(Collection<AlertEpisode> transitions) {
        AtomicInteger changed = new AtomicInteger();
        forgotten.during(() -> {
            Instant oldest = clock.instant().minus(horizon);
            // Sorted: two processes that have the same episodes wait for each other once.
            SortedMap<String, List<AlertEpisode>> byEpisode = new TreeMap<>();
            for (AlertEpisode transition : transitions) {
                if (!transition.at().isBefore(oldest)
                        && !forgotten.covers(transition.patientId(), transition.startedAt())) {
                    byEpisode
                            .computeIfAbsent(transition.episodeId(), id -> new ArrayList<>())
                            .add(transition);
                }
            }
            database.transaction()
                    .executeWithoutResult(status -> {
                        alerts.lockToWrite(
                                byEpisode.values().stream()
                                        .map(added -> added.getFirst().patientId())
                                        .toList());
                        Instant now = clock.instant();
                        byEpisode.forEach((id, added) -> {
                            List<LineWriter.Changed> all = chart(id, added);
                            lines.write(all, now, settle(added, now));
                            changed.addAndGet(all.size());
                        });
                    });
        });
        return changed.get();
    }

    /** What comes hours late, as after an outage, must not go before what is measured now. */
    private static Duration settle(List<AlertEpisode> added, Instant now) {
        Instant backlog = now.minus(DeliveryLedger.LIVE);
        return added.stream().anyMatch(transition -> transition.at().isAfter(backlog))
                ? Duration.ZERO
                : DeliveryLedger.LIVE.negated();
    }

    private List<LineWriter.Changed> chart(String episode, List<AlertEpisode> added) {
        jdbc.query(
                "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                row -> {},
                "alert:" + episode);
        List<AlertEpisode> before = transitions(episode);
        int isNew = 0;
        for (AlertEpisode transition : added) {
            isNew +=
                    jdbc.update(
                            INSERT,
                            episode,
                            EventCodecs.ALERT_EPISODE.encode(transition),
                            transition.patientId().value(),
                            LedgerRows.at(transition.at()),
                            transition.open());
        }
        if (isNew == 0) {
            return List.of();
        }
        List<AlertEpisode> after = transitions(episode);
        Opened opened = PatientAlerts.opened(after);
        if (before.isEmpty() || !opened.equals(PatientAlerts.opened(before))) {
            lookAgainAround(opened, after.getFirst().patientId());
        }
        // Two calls of the same moment are one.
        Map<Resource, LineWriter.Changed> changed = new LinkedHashMap<>();
        for (Resource resource : difference.between(before, after)) {
            changed.put(
                    resource,
                    new LineWriter.Changed(
                            resource.kind(),
                            resource.id(),
                            after.getFirst().patientId().value(),
                            episode,
                            Optional.empty(),
                            after.getFirst().startedAt()));
        }
        return List.copyOf(changed.values());
    }

    /** What was withheld near it may be worth writing now. */
    private void lookAgainAround(Opened opened, PatientId patientId) {
        jdbc.update(
                """
                update delivery d set state = 'INTENDED', due_at = ?
                from observation o
                where d.state = 'WITHHELD' and d.patient_id = ? and d.kind = 'OBSERVATION'
                    and o.id = d.resource_id and o.effective_at >= ? and o.effective_at <= ?
                """,
                LedgerRows.at(clock.instant()),
                patientId.value(),
                LedgerRows.at(opened.at().minus(AroundAlerts.LONGEST_BEFORE).minusSeconds(60)),
                LedgerRows.at(opened.at().plus(AroundAlerts.LONGEST_AFTER).plusSeconds(60)));
    }

    private List<AlertEpisode> transitions(String episode) {
        return jdbc.query(
                "select facts from alert_transition where episode_id = ? order by at, arrival",
                (row, number) -> EventCodecs.ALERT_EPISODE.decode(row.getBytes("facts")),
                episode);
    }

    /** Forgets episodes that ended before, and are at every target; returns how many. */
    public int forgetEndedBefore(Instant time, int atMost) {
        Integer episodes =
                jdbc.queryForObject(
                        """
                        with ended as (
                            select t.episode_id from alert_transition t
                            group by t.episode_id
                            having max(t.at) < ?
                                and not (array_agg(t.open order by t.at desc, t.arrival desc))[1]
                                and not exists (
                                    select from chart_line l
                                    join delivery d on d.kind = l.kind and d.resource_id = l.id
                                    join delivery_target x on x.id = d.target
                                    where l.origin = t.episode_id
                                        and d.state not in ('CONFIRMED', 'WITHDRAWN'))
                            limit ?
                        ), transitions as (
                            delete from alert_transition a using ended
                            where a.episode_id = ended.episode_id
                        ), lines as (
                            delete from chart_line l using ended
                            where l.origin = ended.episode_id returning l.kind, l.id
                        ), delivered as (
                            delete from delivery d using lines
                            where d.kind = lines.kind and d.resource_id = lines.id
                        )
                        select count(*) from ended
                        """,
                        Integer.class,
                        LedgerRows.at(time),
                        atMost);
        return episodes == null ? 0 : episodes;
    }
}
