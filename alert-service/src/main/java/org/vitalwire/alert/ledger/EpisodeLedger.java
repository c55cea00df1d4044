package org.vitalwire.alert.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.alert.episode.Casebook;
import org.vitalwire.alert.episode.Decision;
import org.vitalwire.alert.episode.Decision.Refusal;
import org.vitalwire.alert.episode.Decision.Refused;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.alert.episode.Deed;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.episode.EscalationPlans;
import org.vitalwire.alert.episode.KnownFinding;
import org.vitalwire.alert.episode.StaffDirectory;
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

    private static final int AT_ONCE = 100;

    /** So much the clocks of replicas may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private static final String DUE =
            """
            select * from episode where due_at <= ?
            order by priority desc, due_at limit ? for update skip locked
            """;
    private static final String AHEAD =
            """
            select * from episode where due_at is not null and updated_at > ?
            order by id for update skip locked
            """;

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final EscalationPlans plans;
    private final StaffDirectory staff;
    private final List<DeliveryPlanner> planners;
    private final CommitBell bell;
    private final AlertMetrics metrics;
    private final EpisodeRows episodeRows = new EpisodeRows();
    private final FindingRows findingRows = new FindingRows();

    public EpisodeLedger(
            ServiceDatabase database,
            InstantSource clock,
            EscalationPlans plans,
            StaffDirectory staff,
            List<DeliveryPlanner> planners,
            CommitBell bell,
            AlertMetrics metrics) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.clock = clock;
        this.plans = plans;
        this.staff = staff;
        this.planners = List.copyOf(planners);
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
            casebook.callWhoIsDue(now, staff, plans);
            episodeRows.save(jdbc, casebook.changedEpisodes());
            findingRows.save(jdbc, casebook.changedFindings());
            return casebook.entries().stream()
                    .map(entry ->
                            new EventRows.Entry(
                                    entry.change(), Optional.of(entry.cause()), entry.trace()))
                    .toList();
        });
    }

    /**
     * A person does something to an episode; whoever is due because of it is called.
     *
     * @param ifVersion the version that the person has seen; a deed that would change something is
     *     refused as {@link Decision.Refusal#CHANGED} when it is another one by now. Empty for
     *     whoever means it as it is
     * @param person subject of their token
     * @return empty when there is no such episode
     */
    public Optional<Decision> decide(
            EpisodeId id, OptionalLong ifVersion, Deed deed, String person) {
        return decide(
                id,
                version -> ifVersion.isEmpty() || ifVersion.getAsLong() == version,
                deed,
                person);
    }

    /**
     * The same for whoever has seen one of several versions.
     *
     * @param hasSeen whether the person has seen this version
     */
    public Optional<Decision> decide(
            EpisodeId id, LongPredicate hasSeen, Deed deed, String person) {
        Instant now = now();
        return alter(
                id,
                now,
                episode -> {
                    Decision decision = episode.decide(deed, person, now, plans);
                    boolean unseen =
                            decision instanceof Step step
                                    && !step.changes().isEmpty()
                                    && !hasSeen.test(episode.facts().version());
                    return unseen ? new Refused(Refusal.CHANGED) : decision;
                });
    }

    /**
     * Nobody of a call could be reached: the next step is taken at once. Nothing happens when the
     * round has moved on since.
     *
     * @param round of the call
     * @param taken its step
     */
    public void unreachable(EpisodeId id, int round, int taken) {
        Instant now = now();
        alter(
                id,
                now,
                episode ->
                        new Step(
                                episode instanceof Episode.Open open
                                        ? open.unreachable(round, taken, now, plans)
                                        : episode,
                                List.of()));
    }

    /**
     * Takes the steps that are due of some episodes, HIGH first.
     *
     * @return whether there may be more
     */
    public boolean callWhoIsDue() {
        List<Episode> due = new ArrayList<>();
        commit(() -> {
            Instant now = now();
            due.clear();
            due.addAll(jdbc.query(DUE, episodeRows.mapper(), Columns.time(now), AT_ONCE));
            List<Step> steps = due.stream().map(episode -> onTime(episode, now)).toList();
            episodeRows.save(jdbc, steps.stream().map(Step::episode).toList());
            return steps.stream()
                    .flatMap(step -> step.changes().stream())
                    .map(EpisodeLedger::withoutCause)
                    .toList();
        });
        return due.size() == AT_ONCE;
    }

    /**
     * Puts right what is due, where a clock that was put back has left it too far in the future.
     *
     * @return how many episodes it concerned
     */
    public int bringForward() {
        List<Episode> ahead = new ArrayList<>();
        commit(() -> {
            Instant now = now();
            ahead.clear();
            ahead.addAll(
                    jdbc.query(AHEAD, episodeRows.mapper(), Columns.time(now.plus(CLOCKS_DIFFER))));
            List<Episode> put =
                    ahead.stream()
                            .map(episode ->
                                    episode instanceof Episode.Open open
                                            ? open.clockPutBack(now)
                                            : episode)
                            .toList();
            episodeRows.save(jdbc, put);
            return List.of();
        });
        return ahead.size();
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

    private Optional<Decision> alter(EpisodeId id, Instant now, Function<Episode, Decision> deed) {
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
            if (!(decision instanceof Step step)) {
                decisions.add(decision);
                return List.of();
            }
            Step all = step.then(onTime(step.episode(), now));
            decisions.add(all);
            if (!all.episode().equals(found.getFirst())) {
                episodeRows.save(jdbc, List.of(all.episode()));
            }
            return all.changes().stream().map(EpisodeLedger::withoutCause).toList();
        });
        return decisions.stream().findFirst();
    }

    private Step onTime(Episode episode, Instant now) {
        return episode instanceof Episode.Open open
                ? open.onTime(now, staff.of(episode.facts().patientId(), now), plans)
                : new Step(episode, List.of());
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
                    EventRows.append(jdbc, written, planners);
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
