package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.vitalwire.alert.episode.Decision;
import org.vitalwire.alert.episode.Decision.Refusal;
import org.vitalwire.alert.episode.Decision.Refused;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.alert.episode.Deed;
import org.vitalwire.alert.episode.Disposition;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.EpisodeId;
import org.vitalwire.alert.episode.EscalationPlans;
import org.vitalwire.alert.episode.RejectReason;
import org.vitalwire.alert.episode.SilenceReason;
import org.vitalwire.alert.episode.StaffDirectory;
import org.vitalwire.alert.ledger.AlertMetrics;
import org.vitalwire.alert.ledger.CommitBell;
import org.vitalwire.alert.ledger.DeliveryPlanner;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.alert.ledger.EpisodeQueries;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.testkit.SharedInfrastructure;

/**
 * Calls, deeds and their timers in a real database, under a clock that the test moves. A ledger of
 * its own on the same database is another replica.
 */
class EscalationLedgerIT {

    private static ServiceDatabase database;
    private static EpisodeQueries queries;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final EpisodeLedger ledger = ledger();

    @BeforeAll
    static void open() {
        database = open(SharedInfrastructure.newDatabase("alert"));
        queries = new EpisodeQueries(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** What other tests left would be called by this one's clock. */
    @BeforeEach
    void forgetTheOthers() {
        database.jdbc()
                .sql("truncate alert_event, finding, finding_inbox, episode cascade")
                .update();
    }

    @Test
    void everythingThatPeopleAndTimeMakeOfAnEpisodeSurvivesTheDatabase() {
        EpisodeId id = raise(Priority.HIGH);
        for (Deed deed :
                List.of(
                        new Deed.Reject(RejectReason.NOT_MINE),
                        new Deed.Pause(Duration.ofMinutes(3), SilenceReason.PROCEDURE),
                        new Deed.Resume(),
                        new Deed.Dispose(Disposition.Code.NOT_ACTIONABLE),
                        new Deed.HandOver("otto"),
                        new Deed.Accept())) {
            later(5);
            Episode done = does(id, "nina", deed).episode();
            assertThat(queries.find(id)).contains(done);
        }
        later(600);
        ledger.callWhoIsDue();
        assertThat(trail(id)).endsWith("REMINDED nina");
        EpisodeId medium = raise(Priority.MEDIUM);
        Deed order = new Deed.SwitchOff(now.get().plusSeconds(60), SilenceReason.KNOWN);
        Episode silenced = does(medium, "nina", order).episode();
        assertThat(queries.find(medium)).contains(silenced);
        assertThat(trail(medium)).endsWith("SWITCHED_OFF");
    }

    @Test
    void callIsMadeInTheTransactionThatRaisesTheAlert() {
        assertThat(trail(raise(Priority.HIGH))).containsExactly("RAISED", "CALLED primary");
    }

    @Test
    void nobodyIsCalledForWhatIsOverByTheEndOfItsBatch() {
        Finding finding = Findings.started(Findings.newPatient(), Priority.MEDIUM);
        record(finding, Findings.ended(finding));
        EpisodeId id = idOf(finding);
        assertThat(trail(id)).containsExactly("RAISED", "CONDITION_ENDED", "RESOLVED");
    }

    @Test
    void callsThatWereDueWhileEveryProcessWasDownAreMadeAtOnceInTheirOrder() {
        EpisodeId id = raise(Priority.HIGH);
        later(300);
        ledger().callWhoIsDue();
        assertThat(trail(id))
                .containsExactly(
                        "RAISED",
                        "CALLED primary",
                        "CALLED buddy",
                        "CALLED charge-nurse",
                        "CALLED everyone");
    }

    @Test
    void replicasMakeEachCallOnce() {
        List<Finding> findings =
                IntStream.range(0, 500)
                        .mapToObj(i -> Findings.started(Findings.newPatient(), Priority.HIGH))
                        .toList();
        record(findings.toArray(Finding[]::new));
        later(20);
        EpisodeLedger replica = ledger();
        CompletableFuture.allOf(
                        Stream.of(ledger, replica, ledger, replica)
                                .map(each ->
                                        CompletableFuture.runAsync(() -> {
                                            while (each.callWhoIsDue()) {
                                                // more
                                            }
                                        }))
                                .toArray(CompletableFuture<?>[]::new))
                .join();
        Map<EpisodeId, List<String>> trails =
                findings.stream().map(this::idOf).collect(Collectors.toMap(i -> i, this::trail));
        assertThat(trails.values())
                .allMatch(List.of("RAISED", "CALLED primary", "CALLED buddy")::equals);
    }

    @Test
    void callThatCouldNotBePlannedIsNotMadeAndComesAgain() {
        AtomicBoolean broken = new AtomicBoolean();
        EpisodeLedger fragile =
                ledger((_, change) -> {
                    if (broken.get() && change.transition() == Transition.CALLED) {
                        throw new IllegalStateException("no disk");
                    }
                });
        EpisodeId id = raise(Priority.HIGH);
        later(20);
        broken.set(true);
        assertThatThrownBy(fragile::callWhoIsDue).hasMessage("no disk");
        assertThat(trail(id)).containsExactly("RAISED", "CALLED primary");
        broken.set(false);
        fragile.callWhoIsDue();
        assertThat(trail(id)).containsExactly("RAISED", "CALLED primary", "CALLED buddy");
    }

    @Test
    void rejectionCallsTheNextInItsTransaction() {
        EpisodeId id = raise(Priority.HIGH);
        does(id, "nina", new Deed.Reject(RejectReason.BUSY));
        assertThat(trail(id))
                .containsExactly("RAISED", "CALLED primary", "REJECTED", "CALLED buddy");
    }

    @Test
    void callThatReachedNobodyIsFollowedByTheNextOnce() {
        EpisodeId id = raise(Priority.HIGH);
        ledger.unreachable(id, 1, 1);
        ledger.unreachable(id, 1, 1);
        assertThat(trail(id)).containsExactly("RAISED", "CALLED primary", "CALLED buddy");
        does(id, "nina", new Deed.Accept());
        ledger.unreachable(id, 1, 2);
        assertThat(trail(id)).endsWith("ACKNOWLEDGED");
    }

    @Test
    void deedOnWhatThePersonHasNotSeenIsRefusedUnlessItChangesNothing() {
        EpisodeId id = raise(Priority.HIGH);
        long seen = queries.find(id).orElseThrow().facts().version();
        does(id, "otto", new Deed.Reject(RejectReason.BUSY));
        assertThat(ledger.decide(id, OptionalLong.of(seen), new Deed.Accept(), "nina"))
                .contains(new Refused(Refusal.CHANGED));
        Optional<Decision> accepted =
                ledger.decide(id, OptionalLong.of(seen + 1), new Deed.Accept(), "nina");
        assertThat(accepted).get().isInstanceOf(Step.class);
        // A double click.
        assertThat(ledger.decide(id, OptionalLong.of(seen + 1), new Deed.Accept(), "nina"))
                .get()
                .isInstanceOf(Step.class);
        assertThat(trail(id)).containsOnlyOnce("ACKNOWLEDGED");
    }

    @Test
    void clockThatWasPutBackDelaysNobody() {
        EpisodeId id = raise(Priority.HIGH);
        later(-3_600);
        assertThat(ledger.bringForward()).isEqualTo(1);
        assertThat(ledger.bringForward()).isZero();
        later(20);
        ledger.callWhoIsDue();
        assertThat(trail(id)).containsExactly("RAISED", "CALLED primary", "CALLED buddy");
    }

    @Test
    void databaseRefusesAnAlertForWhichNobodyWouldBeCalled() {
        EpisodeId id = raise(Priority.HIGH);
        assertThatThrownBy(() -> set(id, "due_at = null"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("somebody_is_called");
        assertThatThrownBy(() -> set(id, "signal = 'off', signal_until = now()"))
                .hasMessageContaining("high_is_never_off");
        assertThatThrownBy(() -> set(id, "signal = 'paused'")).hasMessageContaining("silence_ends");
        does(id, "nina", new Deed.Accept());
        set(id, "due_at = null");
    }

    @Test
    void alertsThatWereOpenBeforeThereWereCallsAreCalledAfterTheUpdate() {
        var fresh = SharedInfrastructure.newDatabase("alert");
        org.flywaydb.core.Flyway.configure()
                .dataSource(fresh.jdbcUrl(), fresh.username(), fresh.password())
                .schemas("alert")
                .locations("classpath:db/alert")
                .target("3")
                .load()
                .migrate();
        var source =
                new org.springframework.jdbc.datasource.DriverManagerDataSource(
                        fresh.jdbcUrl(), fresh.username(), fresh.password());
        org.springframework.jdbc.core.simple.JdbcClient.create(source)
                .sql(
                        """
                        insert into alert.episode (id, patient_id, condition, retrospective, synthetic, state,
                            priority, title, detail, evidence, started_at, raised_at, updated_at,
                            newest_finding_id, newest_started_at, newest_at, acknowledged_by, acknowledged_at,
                            condition_ended_at)
                        select gen_random_uuid(), 'p', c, false, true, s, 3, 't', 'd', '[]', now(), now(), now(),
                            'f', now(), now(), a, case when a is not null then now() end,
                            case when a is null then now() end
                        from (values ('waits', 'latched', null), ('accepted', 'active', 'nina')) as x (c, s, a)
                        """)
                .update();
        try (ServiceDatabase updated = open(fresh)) {
            later(60);
            ledger(updated).callWhoIsDue();
            List<String> called =
                    updated.jdbc()
                            .sql(
                                    """
                                    select e.condition || ' ' || v.target from alert_event v
                                    join episode e on e.id = v.episode_id where v.call_step = 1
                                    """)
                            .query((row, _) -> row.getString(1))
                            .list();
            assertThat(called).containsExactly("waits primary");
        }
    }

    private EpisodeId raise(Priority priority) {
        Finding finding = Findings.started(Findings.newPatient(), priority);
        record(finding);
        return idOf(finding);
    }

    private void record(Finding... findings) {
        ledger.record(
                Stream.of(findings)
                        .map(finding -> new Received<>(finding.patientId().value(), finding, null))
                        .toList());
    }

    private EpisodeId idOf(Finding finding) {
        return queries.list(
                        new EpisodeQueries.Filter(
                                Optional.of(List.of(finding.patientId())),
                                Optional.empty(),
                                Optional.empty(),
                                1))
                .getFirst()
                .facts()
                .id();
    }

    private Step does(EpisodeId id, String person, Deed deed) {
        return (Step) ledger.decide(id, OptionalLong.empty(), deed, person).orElseThrow();
    }

    private void later(int seconds) {
        now.updateAndGet(time -> time.plusSeconds(seconds));
    }

    private List<String> trail(EpisodeId id) {
        return queries.trail(id).stream()
                .map(entry ->
                        entry.transition()
                                + entry.target().or(entry::person).map(to -> " " + to).orElse(""))
                .toList();
    }

    private static void set(EpisodeId id, String assignment) {
        database.jdbc()
                .sql("update episode set " + assignment + " where id = ?")
                .param(id.value())
                .update();
    }

    private EpisodeLedger ledger(DeliveryPlanner... planners) {
        return ledger(database, planners);
    }

    private EpisodeLedger ledger(ServiceDatabase on, DeliveryPlanner... planners) {
        InstantSource clock = now::get;
        return new EpisodeLedger(
                on,
                clock,
                EscalationPlans.DEFAULT,
                StaffDirectory.ALWAYS_STAFFED,
                List.of(planners),
                new CommitBell(),
                new AlertMetrics(new SimpleMeterRegistry()));
    }

    private static ServiceDatabase open(org.vitalwire.embedded.ServiceDatabase made) {
        return ServiceDatabase.open(
                new DatabaseSettings(made.jdbcUrl(), made.username(), made.password(), 6),
                "alert",
                "classpath:db/alert",
                new SimpleMeterRegistry());
    }
}
