package org.vitalwire.alert.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.alert.episode.EpisodeTest.retrospective;
import static org.vitalwire.contracts.event.Finding.Phase.ENDED;
import static org.vitalwire.contracts.event.Finding.Phase.STARTED;
import static org.vitalwire.contracts.event.Finding.Phase.UPDATED;
import static org.vitalwire.contracts.event.Priority.HIGH;
import static org.vitalwire.contracts.event.Priority.LOW;
import static org.vitalwire.contracts.event.Priority.MEDIUM;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.episode.Decision.Refusal;

/** Whom an episode calls when. */
class EscalationTest extends EpisodeStory {

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
}
