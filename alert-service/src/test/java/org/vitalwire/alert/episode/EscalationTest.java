package org.vitalwire.alert.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.alert.episode.EpisodeTest.finding;
import static org.vitalwire.alert.episode.EpisodeTest.retrospective;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.ACKNOWLEDGED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.CALLED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.DISPOSED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.HANDED_OVER;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.PAUSED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.REJECTED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.REMINDED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.RESUMED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.SWITCHED_OFF;
import static org.vitalwire.contracts.event.Finding.Phase.ENDED;
import static org.vitalwire.contracts.event.Finding.Phase.STARTED;
import static org.vitalwire.contracts.event.Finding.Phase.UPDATED;
import static org.vitalwire.contracts.event.Priority.HIGH;
import static org.vitalwire.contracts.event.Priority.LOW;
import static org.vitalwire.contracts.event.Priority.MEDIUM;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.episode.Decision.Refusal;
import org.vitalwire.alert.episode.Decision.Refused;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;

/** Whom an episode calls when, and what people's answers make of it. */
class EscalationTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final EscalationPlans PLANS = EscalationPlans.DEFAULT;
    private static final Staffing STAFFED = _ -> true;

    // The episode, as the last thing that happened left it, and what happened.
    private Episode episode = Episode.raise(f(STARTED, LOW, 0), Optional.empty(), at(0)).episode();
    private List<Change> changes = List.of();

    @Test
    void highAlertCallsPrimaryBuddyChargeNurseAndEveryoneInTheirTime() {
        raise(HIGH);
        time(0);
        assertThat(called()).containsExactly("1.1 primary");
        time(19);
        assertThat(called()).isEmpty();
        time(20);
        assertThat(called()).containsExactly("1.2 buddy");
        time(60);
        assertThat(called()).containsExactly("1.3 charge-nurse");
        time(120);
        assertThat(called()).containsExactly("1.4 everyone");
        assertThat(episode.due()).contains(at(240));
    }

    @Test
    void everyoneIsCalledAgainAndAgainUntilSomebodyAccepts() {
        raise(HIGH);
        time(120);
        time(240);
        assertThat(called()).containsExactly("2.4 everyone");
        time(360);
        assertThat(called()).containsExactly("3.4 everyone");
        does("ann", new Deed.Accept(), 361);
        time(500);
        assertThat(changes).isEmpty();
    }

    @Test
    void stepsMissedInAnOutageAreTakenAtOnceInOrderAndARepetitionIsNotMadeUpFor() {
        raise(HIGH);
        time(900);
        assertThat(called())
                .containsExactly("1.1 primary", "1.2 buddy", "1.3 charge-nurse", "1.4 everyone");
        assertThat(episode.due()).contains(at(1020));
    }

    @Test
    void stepForWhichNobodyIsOnCallIsFollowedByTheNextAtOnce() {
        raise(HIGH);
        time(0, target -> target != CallTarget.PRIMARY);
        assertThat(called()).containsExactly("1.1 primary (nobody)", "1.2 buddy");
        assertThat(episode.due()).contains(at(60));
    }

    @Test
    void whenNobodyAtAllIsOnCallTheLastCallSaysSoAndIsRepeated() {
        raise(HIGH);
        time(0, _ -> false);
        assertThat(called()).hasSize(4).allMatch(call -> call.endsWith("(nobody)"));
        assertThat(changes)
                .extracting(change -> change.call().orElseThrow().last())
                .containsExactly(false, false, false, true);
        assertThat(episode.due()).contains(at(120));
    }

    @Test
    void lowAlertCallsThePrimaryAndLeavesIt() {
        raise(LOW);
        time(0);
        assertThat(called()).containsExactly("1.1 primary");
        assertThat(episode.due()).isEmpty();
    }

    @Test
    void latchedAlertGoesOnCallingAndSoDoesOneThatComesBack() {
        raise(HIGH);
        time(0);
        finds(f(ENDED, HIGH, 5), 5);
        assertThat(episode).isInstanceOf(Episode.Latched.class);
        time(20);
        assertThat(called()).containsExactly("1.2 buddy");
        finds(EpisodeTest.finding("f2", STARTED, HIGH, 90), 30);
        time(60);
        assertThat(called()).containsExactly("1.3 charge-nurse");
    }

    @Test
    void alertThatResolvesCallsNobodyAnyMore() {
        raise(MEDIUM);
        time(0);
        finds(f(ENDED, MEDIUM, 5), 5);
        assertThat(episode).isInstanceOf(Episode.Resolved.class);
        assertThat(episode.due()).isEmpty();
    }

    @Test
    void retrospectiveAlertCallsNobody() {
        episode =
                Episode.raise(retrospective(f(STARTED, LOW, 0)), Optional.empty(), at(0)).episode();
        assertThat(episode.due()).isEmpty();
        finds(retrospective(f(UPDATED, HIGH, 5)), 5);
        assertThat(episode.facts().priority()).isEqualTo(HIGH);
        assertThat(episode.due()).isEmpty();
        does("ann", new Deed.Accept(), 6);
        assertThat(episode.due()).isEmpty();
        refuses(pause(1), Refusal.RETROSPECTIVE);
        refuses(new Deed.HandOver("bob"), Refusal.RETROSPECTIVE);
    }

    @Test
    void rejectionCallsTheNextAtOnceAndTheOthersAtTheirTime() {
        raise(HIGH);
        time(0);
        does("ann", reject(RejectReason.BUSY), 5);
        assertThat(transitions()).containsExactly(REJECTED);
        time(5);
        assertThat(called()).containsExactly("1.2 buddy");
        assertThat(episode.due()).contains(at(60));
        assertThat(episode.responsibility().rejections())
                .containsExactly(new Responsibility.Rejection("ann", at(5), RejectReason.BUSY, 1));
    }

    @Test
    void whoRejectsTwiceIsHeardOnce() {
        raise(HIGH);
        time(0);
        does("ann", reject(RejectReason.BUSY), 5);
        time(5);
        does("ann", reject(RejectReason.OTHER), 6);
        assertThat(changes).isEmpty();
        assertThat(episode.due()).contains(at(60));
    }

    @Test
    void rejectionOfACallToEveryoneCallsNobodyMore() {
        raise(HIGH);
        time(120);
        does("ann", reject(RejectReason.BUSY), 121);
        assertThat(transitions()).containsExactly(REJECTED);
        assertThat(episode.due()).contains(at(240));
    }

    @Test
    void whoGivesItBackMakesANewRoundBegin() {
        raise(HIGH);
        time(0);
        does("ann", new Deed.Accept(), 10);
        does("bob", reject(RejectReason.BUSY), 11);
        assertThat(changes).isEmpty();
        does("ann", reject(RejectReason.OFF_DUTY), 30);
        time(30);
        assertThat(called()).containsExactly("2.1 primary");
        assertThat(episode.responsibility().isAccepted()).isFalse();
    }

    @Test
    void callThatReachesNobodyIsFollowedByTheNextUnlessTheRoundHasMovedOn() {
        raise(HIGH);
        time(0);
        unreachable(1, 1, 7);
        time(7);
        assertThat(called()).containsExactly("1.2 buddy");
        unreachable(1, 1, 8);
        assertThat(episode.due()).contains(at(60));
        does("ann", new Deed.Accept(), 9);
        unreachable(1, 2, 10);
        time(10);
        assertThat(changes).isEmpty();
    }

    @Test
    void whoIsHandedItIsCalledFirstAndThenTheBuddy() {
        raise(HIGH);
        time(0);
        does("ann", new Deed.Accept(), 10);
        does("ann", new Deed.HandOver("bob"), 100);
        assertThat(transitions()).containsExactly(HANDED_OVER);
        assertThat(changes.getFirst().to()).contains("bob");
        time(100);
        assertThat(called()).containsExactly("2.1 bob");
        time(120);
        assertThat(called()).containsExactly("2.2 buddy");
        refuses(new Deed.HandOver("ann"), Refusal.TO_ONESELF);
    }

    @Test
    void whoAcceptedIsRemindedWhileItIsActiveAndMayAnswer() {
        raise(HIGH);
        time(0);
        does("ann", new Deed.Accept(), 10);
        assertThat(episode.due()).contains(at(610));
        time(610);
        assertThat(transitions()).containsExactly(REMINDED);
        assertThat(called()).containsExactly("2.1 ann");
        assertThat(episode.responsibility())
                .isEqualTo(new Responsibility.AcceptedBy("ann", at(10)));
        does("ann", new Deed.Accept(), 615);
        assertThat(transitions()).containsExactly(ACKNOWLEDGED);
        assertThat(changes.getFirst().reason()).contains(Change.AGAIN);
        assertThat(episode.due()).contains(at(1215));
    }

    @Test
    void reminderThatIsNotAnsweredSetsOutToFindSomebodyElse() {
        raise(HIGH);
        time(0);
        does("ann", new Deed.Accept(), 10);
        time(610);
        time(630);
        assertThat(called()).containsExactly("2.2 buddy");
        assertThat(episode.responsibility().isAccepted()).isFalse();
        does("bob", new Deed.Accept(), 640);
        assertThat(episode.responsibility())
                .isEqualTo(new Responsibility.AcceptedBy("bob", at(640)));
    }

    @Test
    void judgementPutsTheReminderOff() {
        raise(HIGH);
        time(0);
        does("ann", new Deed.Accept(), 10);
        does("ann", new Deed.Dispose(Disposition.Code.ACTIONABLE), 300);
        assertThat(transitions()).containsExactly(DISPOSED);
        assertThat(episode.due()).contains(at(900));
        assertThat(episode.responsibility())
                .isEqualTo(new Responsibility.AcceptedBy("ann", at(10)));
        does("ann", new Deed.Dispose(Disposition.Code.ACTIONABLE), 301);
        assertThat(changes).isEmpty();
    }

    @Test
    void judgementAloneIsNoAcceptance() {
        raise(HIGH);
        time(0);
        does("ann", new Deed.Dispose(Disposition.Code.ARTEFACT), 5);
        time(20);
        assertThat(called()).containsExactly("1.2 buddy");
    }

    @Test
    void pauseHasAnEndAfterWhichANewRoundBegins() {
        raise(HIGH);
        time(0);
        does("ann", pause(5), 10);
        assertThat(transitions()).containsExactly(PAUSED);
        time(309);
        assertThat(changes).isEmpty();
        time(310);
        assertThat(transitions()).containsExactly(RESUMED, CALLED);
        assertThat(called()).containsExactly("2.1 primary");
    }

    @Test
    void pauseIsNoLongerThanThePlanAllows() {
        raise(HIGH);
        refuses(pause(11), Refusal.PAUSE_TOO_LONG);
        refuses(pause(0), Refusal.PAUSE_TOO_LONG);
        does("ann", pause(10), 1);
        assertThat(transitions()).containsExactly(PAUSED);
    }

    @Test
    void pauseCanBeEndedEarly() {
        raise(HIGH);
        time(0);
        does("ann", pause(5), 10);
        does("bob", new Deed.Resume(), 20);
        assertThat(transitions()).containsExactly(RESUMED);
        time(20);
        assertThat(called()).containsExactly("2.1 primary");
        does("bob", new Deed.Resume(), 21);
        assertThat(changes).isEmpty();
    }

    @Test
    void pauseOfAnAcceptedAlertPutsTheReminderOffToItsEnd() {
        raise(HIGH);
        does("ann", new Deed.Accept(), 0);
        does("ann", pause(10), 300);
        time(899);
        assertThat(changes).isEmpty();
        time(900);
        assertThat(transitions()).containsExactly(RESUMED, REMINDED);
    }

    @Test
    void pausedAlertIsHandedOverAwake() {
        raise(HIGH);
        does("ann", pause(10), 1);
        does("ann", new Deed.HandOver("bob"), 2);
        assertThat(transitions()).containsExactly(RESUMED, HANDED_OVER);
        time(2);
        assertThat(called()).hasSize(1).allMatch(call -> call.endsWith(" bob"));
    }

    @Test
    void riseInPriorityEndsPauseAndAcceptanceAndBeginsARound() {
        raise(MEDIUM);
        time(0);
        does("ann", pause(60), 1);
        finds(f(UPDATED, HIGH, 30), 30);
        assertThat(episode.handling().signal()).isEqualTo(new Signal.Enabled());
        time(30);
        assertThat(called()).containsExactly("2.1 primary");
        assertThat(episode.due()).contains(at(50));
    }

    @Test
    void highAlertIsNeverSwitchedOffAndAnOrderEndsWhenItRises() {
        raise(HIGH);
        refuses(off(START.plus(Duration.ofHours(1))), Refusal.NOT_FOR_HIGH);
        raise(MEDIUM);
        refuses(off(START.plus(Duration.ofHours(13))), Refusal.OFF_TOO_LONG);
        refuses(off(START), Refusal.OFF_TOO_LONG);
        does("ann", off(START.plus(Duration.ofHours(12))), 0);
        assertThat(transitions()).containsExactly(SWITCHED_OFF);
        assertThat(episode.due()).contains(START.plus(Duration.ofHours(12)));
        finds(f(UPDATED, HIGH, 30), 30);
        time(30);
        assertThat(called()).containsExactly("2.1 primary");
    }

    @Test
    void nothingIsDoneToWhatIsOverButJudging() {
        raise(MEDIUM);
        finds(f(ENDED, MEDIUM, 5), 5);
        refuses(reject(RejectReason.BUSY), Refusal.OVER);
        refuses(pause(1), Refusal.OVER);
        refuses(new Deed.HandOver("bob"), Refusal.OVER);
        refuses(new Deed.Resume(), Refusal.OVER);
        does("ann", new Deed.Dispose(Disposition.Code.NOT_ACTIONABLE), 9);
        assertThat(transitions()).containsExactly(DISPOSED);
        assertThat(episode.isOpen()).isFalse();
    }

    @Test
    void nobodyWaitsLongerBecauseTheClockWasPutBack() {
        raise(HIGH);
        time(3_600);
        assertThat(episode.due()).contains(at(3_720));
        episode = ((Episode.Open) episode).clockPutBack(at(0));
        assertThat(episode.due()).contains(at(120));
        does("ann", pause(5), 1);
        episode = ((Episode.Open) episode).clockPutBack(at(-3_599));
        assertThat(episode.due()).contains(at(-3_299));
    }

    @Test
    void versionGrowsWithWhatAnAnswerDependsOnAndNotWithCallsOrMereNews() {
        raise(HIGH);
        long first = episode.facts().version();
        time(20);
        finds(f(UPDATED, HIGH, 30), 30);
        unreachable(1, 2, 31);
        assertThat(episode.facts().version()).isEqualTo(first);
        does("ann", reject(RejectReason.BUSY), 32);
        assertThat(episode.facts().version()).isEqualTo(first + 1);
        finds(f(ENDED, HIGH, 40), 40);
        assertThat(episode.facts().version()).isEqualTo(first + 2);
    }

    @Test
    void planWithoutStepsOrOutOfOrderIsRefused() {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(() ->
                                new EscalationPlan(
                                        List.of(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Duration.ofMinutes(1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(() ->
                                new EscalationPlans(PLANS.low(), PLANS.medium(), PLANS.low())))
                .hasMessageContaining("repeated");
    }

    private void raise(Priority priority) {
        episode = Episode.raise(f(STARTED, priority, 0), Optional.empty(), at(0)).episode();
    }

    private void finds(Finding finding, int seconds) {
        take(((Episode.Open) episode).on(finding, at(seconds)));
    }

    private void time(int seconds) {
        time(seconds, STAFFED);
    }

    private void time(int seconds, Staffing staffing) {
        take(
                episode instanceof Episode.Open open
                        ? open.onTime(at(seconds), staffing, PLANS)
                        : new Step(episode, List.of()));
    }

    private void does(String person, Deed deed, int seconds) {
        take((Step) episode.decide(deed, person, at(seconds), PLANS));
    }

    private void refuses(Deed deed, Refusal reason) {
        assertThat(episode.decide(deed, "ann", at(0), PLANS)).isEqualTo(new Refused(reason));
    }

    private void unreachable(int round, int taken, int seconds) {
        if (episode instanceof Episode.Open open) {
            episode = open.unreachable(round, taken, at(seconds), PLANS);
        }
    }

    private void take(Step step) {
        episode = step.episode();
        changes = step.changes();
        Set<Transition> calls = Set.of(CALLED, REMINDED);
        assertThat(changes)
                .allMatch(
                        change -> change.call().isPresent() == calls.contains(change.transition()));
    }

    private List<Transition> transitions() {
        return changes.stream().map(Change::transition).toList();
    }

    /** As "round.step whom". */
    private List<String> called() {
        return changes.stream()
                .flatMap(change -> change.call().stream())
                .map(call ->
                        "%d.%d %s%s"
                                .formatted(
                                        call.round(),
                                        call.step(),
                                        call.person()
                                                .orElseGet(
                                                        () -> call.target().orElseThrow().code()),
                                        call.staffed() ? "" : " (nobody)"))
                .toList();
    }

    private static Deed pause(int minutes) {
        return new Deed.Pause(Duration.ofMinutes(minutes), SilenceReason.PROCEDURE);
    }

    private static Deed off(Instant until) {
        return new Deed.SwitchOff(until, SilenceReason.END_OF_LIFE_CARE);
    }

    private static Deed reject(RejectReason reason) {
        return new Deed.Reject(reason);
    }

    private static Finding f(Finding.Phase phase, Priority priority, int seconds) {
        return finding("f1", phase, priority, seconds);
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
