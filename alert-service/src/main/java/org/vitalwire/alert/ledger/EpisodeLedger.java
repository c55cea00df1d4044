package org.vitalwire.alert.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.alert.episode.Casebook;
import org.vitalwire.alert.episode.Decision;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.episode.KnownFinding;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.Received;

/**
 * The one writer of episodes. Each method is one transaction, which holds the new state of the
 * episodes, the audit trail and everything that is to be sent because of it.
 *
 * <p>Locks are taken in the order inbox, episodes by id, event counter, so that transactions wait
 * for each other and never in a ring.
 */
public final class EpisodeLedger {

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final DeliveryPlanner planner;
    private final CommitBell bell;
    private final AlertMetrics metrics;
    private final EpisodeRows episodeRows = new EpisodeRows();
    private final FindingRows findingRows = new FindingRows();

    public EpisodeLedger(
            ServiceDatabase database,
            InstantSource clock,
            DeliveryPlanner planner,
            CommitBell bell,
            AlertMetrics metrics) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.clock = clock;
        this.planner = planner;
        this.bell = bell;
        this.metrics = metrics;
    }

    /** Takes phases of findings in; those that were taken in before change nothing. */
    public void record(List<Received<Finding>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        commit(() -> {
            Instant now = now();
            List<Received<Finding>> fresh = findingRows.takeIn(jdbc, batch, Received::event, now);
            if (fresh.isEmpty()) {
                return List.of();
            }
            Casebook casebook = casebookFor(fresh);
            for (Received<Finding> received : fresh) {
                casebook.record(received.event(), Optional.ofNullable(received.trace()), now);
            }
            episodeRows.save(jdbc, casebook.changedEpisodes());
            findingRows.save(jdbc, casebook.changedFindings());
            return casebook.entries().stream()
                    .map(entry ->
                            new EventRows.Entry(
                                    entry.change(), Optional.of(entry.cause()), entry.trace()))
                    .toList();
        });
    }

    /** Empty when there is no such episode. */
    public Optional<Episode> acknowledge(EpisodeId id, String person) {
        return decide(id, episode -> episode.acknowledge(person, now()))
                .map(decision ->
                        switch (decision) {
                            case Step step -> step.episode();
                            case Decision.ConditionStillActive _ ->
                                    throw new IllegalStateException("never refused");
                        });
    }

    /** Empty when there is no such episode. */
    public Optional<Decision> resolve(EpisodeId id, String person) {
        return decide(id, episode -> episode.resolve(person, now()));
    }

    /**
     * Closes retrospective episodes that nothing was heard of for a while.
     *
     * @return how many
     */
    public int closeLapsed(Duration quiet) {
        List<EventRows.Entry> closed = new ArrayList<>();
        commit(() -> {
            Instant now = now();
            closed.clear();
            List<Episode> lapsed =
                    jdbc
                            .query(
                                    """
                                    select * from episode
                                    where retrospective and state = 'active' and updated_at < ?
                                    order by id limit 500 for update skip locked
                                    """,
                                    episodeRows.mapper(),
                                    Columns.time(now.minus(quiet)))
                            .stream()
                            .toList();
            List<Episode> after = new ArrayList<>();
            for (Episode episode : lapsed) {
                if (episode instanceof Episode.Active active) {
                    Step step = active.lapse(now);
                    after.add(step.episode());
                    step.changes().forEach(change -> closed.add(withoutCause(change)));
                }
            }
            episodeRows.save(jdbc, after);
            return closed;
        });
        return closed.size();
    }

    private Optional<Decision> decide(EpisodeId id, Function<Episode, Decision> deed) {
        List<Decision> decisions = new ArrayList<>(1);
        commit(() -> {
            decisions.clear();
            List<Episode> found =
                    jdbc.query(
                            "select * from episode where id = ? for update",
                            episodeRows.mapper(),
                            id.value());
            if (found.isEmpty()) {
                return List.of();
            }
            Decision decision = deed.apply(found.getFirst());
            decisions.add(decision);
            if (!(decision instanceof Step step) || step.changes().isEmpty()) {
                return List.of();
            }
            episodeRows.save(jdbc, List.of(step.episode()));
            return step.changes().stream().map(EpisodeLedger::withoutCause).toList();
        });
        return decisions.stream().findFirst();
    }

    private Casebook casebookFor(List<Received<Finding>> batch) {
        String[] findingIds =
                batch.stream().map(r -> r.event().findingId()).distinct().toArray(String[]::new);
        List<KnownFinding> known =
                jdbc.query(
                        "select * from finding where finding_id = any (?)",
                        findingRows.mapper(),
                        (Object) findingIds);
        String[] patients =
                batch.stream()
                        .map(r -> r.event().patientId().value())
                        .distinct()
                        .toArray(String[]::new);
        UUID[] episodes =
                known.stream().map(f -> f.episodeId().value()).distinct().toArray(UUID[]::new);
        List<Episode> present =
                jdbc.query(
                        """
                        select * from episode
                        where (state <> 'resolved' and patient_id = any (?)) or id = any (?)
                        order by id for update
                        """,
                        episodeRows.mapper(),
                        patients,
                        episodes);
        return new Casebook(known, present);
    }

    private void commit(java.util.function.Supplier<List<EventRows.Entry>> work) {
        List<EventRows.Entry> written = new ArrayList<>();
        database.transaction()
                .executeWithoutResult(_ -> {
                    written.clear();
                    written.addAll(work.get());
                    EventRows.append(jdbc, written, planner);
                });
        if (!written.isEmpty()) {
            written.forEach(entry -> metrics.count(entry.change()));
            bell.ring();
        }
    }

    private static EventRows.Entry withoutCause(org.vitalwire.alert.episode.Change change) {
        return new EventRows.Entry(change, Optional.empty(), Optional.empty());
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
