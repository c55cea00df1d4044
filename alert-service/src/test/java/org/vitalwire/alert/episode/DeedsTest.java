package org.vitalwire.alert.episode;

import static org.assertj.core.api.Assertions.assertThat;
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
import static org.vitalwire.contracts.event.Finding.Phase.UPDATED;
import static org.vitalwire.contracts.event.Priority.HIGH;
import static org.vitalwire.contracts.event.Priority.MEDIUM;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.episode.Decision.Refusal;

/** What people's answers make of an episode and of its calls. */
class DeedsTest extends EpisodeStory {

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
}
