package org.vitalwire.alert.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.alert.episode.EpisodeTest.finding;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.CALLED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.REMINDED;
import static org.vitalwire.contracts.event.Finding.Phase.STARTED;
import static org.vitalwire.contracts.event.Priority.LOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vitalwire.alert.episode.Decision.Refusal;
import org.vitalwire.alert.episode.Decision.Refused;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;

/** One episode that is raised, moved and looked at. Times are seconds since it was raised. */
abstract class EpisodeStory {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final EscalationPlans PLANS = EscalationPlans.DEFAULT;
    private static final Staffing STAFFED = _ -> true;

    // The episode, as the last thing that happened left it, and what happened.
    Episode episode = Episode.raise(f(STARTED, LOW, 0), Optional.empty(), at(0)).episode();
    List<Change> changes = List.of();

    void raise(Priority priority) {
        episode = Episode.raise(f(STARTED, priority, 0), Optional.empty(), at(0)).episode();
    }

    void finds(Finding finding, int seconds) {
        take(((Episode.Open) episode).on(finding, at(seconds)));
    }

    void time(int seconds) {
        time(seconds, STAFFED);
    }

    void time(int seconds, Staffing staffing) {
        take(
                episode instanceof Episode.Open open
                        ? open.onTime(at(seconds), staffing, PLANS)
                        : new Step(episode, List.of()));
    }

    void does(String person, Deed deed, int seconds) {
        take((Step) episode.decide(deed, person, at(seconds), PLANS));
    }

    void refuses(Deed deed, Refusal reason) {
        assertThat(episode.decide(deed, "ann", at(0), PLANS)).isEqualTo(new Refused(reason));
    }

    void unreachable(int round, int taken, int seconds) {
        if (episode instanceof Episode.Open open) {
            episode = open.unreachable(round, taken, at(seconds), PLANS);
        }
    }

    void take(Step step) {
        episode = step.episode();
        changes = step.changes();
        Set<Transition> calls = Set.of(CALLED, REMINDED);
        assertThat(changes)
                .allMatch(
                        change -> change.call().isPresent() == calls.contains(change.transition()));
    }

    List<Transition> transitions() {
        return changes.stream().map(Change::transition).toList();
    }

    /** As "round.step whom". */
    List<String> called() {
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

    static Deed pause(int minutes) {
        return new Deed.Pause(Duration.ofMinutes(minutes), SilenceReason.PROCEDURE);
    }

    static Deed off(Instant until) {
        return new Deed.SwitchOff(until, SilenceReason.END_OF_LIFE_CARE);
    }

    static Deed reject(RejectReason reason) {
        return new Deed.Reject(reason);
    }

    static Finding f(Finding.Phase phase, Priority priority, int seconds) {
        return finding("f1", phase, priority, seconds);
    }

    static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
