package org.vitalwire.alert.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.ACKNOWLEDGED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.CONDITION_ENDED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.RAISED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.RESOLVED;
import static org.vitalwire.contracts.event.Finding.Phase.ENDED;
import static org.vitalwire.contracts.event.Finding.Phase.STARTED;
import static org.vitalwire.contracts.event.Finding.Phase.UPDATED;
import static org.vitalwire.contracts.event.Priority.HIGH;
import static org.vitalwire.contracts.event.Priority.LOW;
import static org.vitalwire.contracts.event.Priority.MEDIUM;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.episode.Decision.Refusal;
import org.vitalwire.alert.episode.Decision.Refused;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;

class EpisodeTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:01Z");

    @Test
    void startedFindingRaisesAnActiveEpisodeForWhichNobodyIsResponsible() {
        Step raised = Episode.raise(finding("f1", STARTED, HIGH, 0), Optional.of("trace"), NOW);

        assertThat(raised.episode()).isInstanceOf(Episode.Active.class);
        assertThat(raised.episode().responsibility()).isEqualTo(Responsibility.undefined());
        assertThat(raised.episode().facts().startedAt()).isEqualTo(START);
        assertThat(raised.episode().facts().raisedAt()).isEqualTo(NOW);
        assertThat(raised.episode().facts().traceId()).contains("trace");
        assertThat(transitions(raised)).containsExactly(RAISED);
    }

    @Test
    void updateOfAnUnknownFindingRaisesOneAsWell() {
        assertThat(raise("f1", UPDATED, HIGH)).isInstanceOf(Episode.Active.class);
    }

    @Test
    void endOfAnUnknownHighFindingStaysUntilSomebodySawIt() {
        Step raised = Episode.raise(finding("f1", ENDED, HIGH, 0), Optional.empty(), NOW);
        assertThat(raised.episode()).isInstanceOf(Episode.Latched.class);
        assertThat(transitions(raised)).containsExactly(RAISED, CONDITION_ENDED);
        assertThat(raised.changes().getFirst().after().isConditionActive()).isTrue();
    }

    @Test
    void unacknowledgedHighEpisodeLatchesWhenItsConditionEnds() {
        Step ended = on(raise("f1", STARTED, HIGH), finding("f1", ENDED, HIGH, 60));
        assertThat(ended.episode()).isInstanceOf(Episode.Latched.class);
        assertThat(ended.episode().conditionEndedAt()).contains(START.plusSeconds(60));
        assertThat(transitions(ended)).containsExactly(CONDITION_ENDED);
    }

    @Test
    void unacknowledgedMediumEpisodeResolvesByItself() {
        Step ended = on(raise("f1", STARTED, MEDIUM), finding("f1", ENDED, MEDIUM, 60));
        assertThat(ended.episode()).isInstanceOf(Episode.Resolved.class);
        assertThat(transitions(ended)).containsExactly(CONDITION_ENDED, RESOLVED);
        assertThat(ended.changes().getLast().by()).isEmpty();
    }

    @Test
    void acknowledgedHighEpisodeResolvesWhenItsConditionEnds() {
        Episode accepted = accept(raise("f1", STARTED, HIGH), "ann", NOW).episode();
        assertThat(on(accepted, finding("f1", ENDED, HIGH, 60)).episode())
                .isInstanceOf(Episode.Resolved.class);
    }

    @Test
    void latchedEpisodeResolvesWhenItIsAcknowledged() {
        Episode latched = on(raise("f1", STARTED, HIGH), finding("f1", ENDED, HIGH, 60)).episode();
        Step seen = accept(latched, "ann", NOW);
        assertThat(seen.episode()).isInstanceOf(Episode.Resolved.class);
        assertThat(transitions(seen)).containsExactly(ACKNOWLEDGED, RESOLVED);
        assertThat(seen.changes().getFirst().by()).contains("ann");
    }

    @Test
    void nobodyResolvesAnEpisodeWhoseConditionIsActive() {
        Episode active = raise("f1", STARTED, HIGH);
        assertThat(resolve(active, "ann")).isEqualTo(new Refused(Refusal.CONDITION_ACTIVE));
        assertThat(resolve(accept(active, "ann", NOW).episode(), "ann"))
                .isEqualTo(new Refused(Refusal.CONDITION_ACTIVE));
    }

    @Test
    void whoResolvesAnEndedEpisodeHasSeenIt() {
        Episode latched = on(raise("f1", STARTED, HIGH), finding("f1", ENDED, HIGH, 60)).episode();
        Step resolved = (Step) resolve(latched, "ann");
        assertThat(resolved.episode().responsibility())
                .isEqualTo(new Responsibility.AcceptedBy("ann", NOW));
        assertThat(((Episode.Resolved) resolved.episode()).resolvedBy()).contains("ann");
        assertThat(((Step) resolve(resolved.episode(), "bob")).changes()).isEmpty();
    }

    @Test
    void firstToAcknowledgeStaysTheOne() {
        Episode accepted = accept(raise("f1", STARTED, HIGH), "ann", NOW).episode();
        Step again = accept(accepted, "bob", NOW.plusSeconds(1));
        assertThat(again.changes()).isEmpty();
        assertThat(again.episode()).isEqualTo(accepted);
    }

    @Test
    void acknowledgementThatCrossedTheSelfResolutionIsKept() {
        Episode resolved = on(raise("f1", STARTED, LOW), finding("f1", ENDED, LOW, 9)).episode();
        Step seen = accept(resolved, "ann", NOW);
        assertThat(seen.episode().isOpen()).isFalse();
        assertThat(seen.episode().responsibility())
                .isEqualTo(new Responsibility.AcceptedBy("ann", NOW));
    }

    @Test
    void acknowledgedEpisodeThatRisesIsUnacknowledgedAgain() {
        Episode accepted = accept(raise("f1", STARTED, MEDIUM), "ann", NOW).episode();
        Step risen = on(accepted, finding("f1", UPDATED, HIGH, 30));
        assertThat(risen.episode().responsibility()).isEqualTo(Responsibility.undefined());
        assertThat(risen.changes()).hasSize(1).allMatch(Change::notable);
    }

    @Test
    void acknowledgedEpisodeFollowsItsConditionDown() {
        Episode accepted = accept(raise("f1", STARTED, HIGH), "ann", NOW).episode();
        Step fallen = on(accepted, finding("f1", UPDATED, LOW, 30));
        assertThat(fallen.episode().facts().priority()).isEqualTo(LOW);
        assertThat(fallen.episode().responsibility())
                .isEqualTo(new Responsibility.AcceptedBy("ann", NOW));
        assertThat(fallen.changes()).hasSize(1).noneMatch(Change::notable);
    }

    @Test
    void unacknowledgedEpisodeDoesNotFall() {
        Episode fallen = on(raise("f1", STARTED, HIGH), finding("f1", UPDATED, LOW, 30)).episode();
        assertThat(fallen.facts().priority()).isEqualTo(HIGH);
        assertThat(fallen.facts().detail()).isEqualTo("detail 30");
        assertThat(on(fallen, finding("f1", ENDED, LOW, 60)).episode())
                .isInstanceOf(Episode.Latched.class);
    }

    @Test
    void flappingIsOneEpisode() {
        Episode latched = on(raise("f1", STARTED, HIGH), finding("f1", ENDED, HIGH, 60)).episode();
        Step again = on(latched, finding("f2", STARTED, MEDIUM, 90));
        assertThat(again.episode()).isInstanceOf(Episode.Active.class);
        assertThat(again.episode().facts().id()).isEqualTo(latched.facts().id());
        assertThat(again.episode().facts().priority()).isEqualTo(HIGH);
        assertThat(again.episode().facts().startedAt()).isEqualTo(START);
        assertThat(again.episode().conditionEndedAt()).isEmpty();
        assertThat(transitions(again)).containsExactly(Transition.UPDATED);
    }

    @Test
    void endOfAnEarlierFindingDoesNotEndALaterOne() {
        Episode second = on(raise("f1", STARTED, HIGH), finding("f2", STARTED, HIGH, 60)).episode();
        Step stale = on(second, finding("f1", ENDED, HIGH, 30));
        assertThat(stale.changes()).isEmpty();
        assertThat(stale.episode()).isInstanceOf(Episode.Active.class);
        assertThat(on(second, finding("f2", ENDED, HIGH, 90)).episode())
                .isInstanceOf(Episode.Latched.class);
    }

    @Test
    void lateUpdateCanRaiseThePriorityAndNothingElse() {
        Episode current = on(raise("f1", STARTED, LOW), finding("f1", UPDATED, LOW, 60)).episode();
        assertThat(on(current, finding("f1", UPDATED, LOW, 30)).changes()).isEmpty();
        Step raised = on(current, finding("f1", UPDATED, HIGH, 30));
        assertThat(raised.episode().facts().priority()).isEqualTo(HIGH);
        assertThat(raised.episode().facts().detail()).isEqualTo("detail 60");
        assertThat(raised.changes()).hasSize(1).allMatch(Change::notable);
    }

    @Test
    void updateThatReadsTheSameIsNoNews() {
        Finding started = finding("f1", STARTED, LOW, 0);
        Finding same =
                new Finding(
                        "f1",
                        started.patientId(),
                        started.condition(),
                        UPDATED,
                        LOW,
                        START,
                        START.plusSeconds(5),
                        started.title(),
                        started.detail(),
                        started.evidence(),
                        false,
                        true,
                        "m",
                        START);
        Step step = on(Episode.raise(started, Optional.empty(), NOW).episode(), same);
        assertThat(step.changes()).isEmpty();
        assertThat(step.episode().facts().newest().at()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void retrospectiveEpisodeNeverWaitsForAPerson() {
        Finding late = retrospective(finding("f1", STARTED, HIGH, 0));
        Episode raised = Episode.raise(late, Optional.empty(), NOW).episode();
        assertThat(on(raised, retrospective(finding("f1", ENDED, HIGH, 60))).episode())
                .isInstanceOf(Episode.Resolved.class);
    }

    @Test
    void timeClosesARetrospectiveEpisodeAndNoLiveOne() {
        Finding late = retrospective(finding("f1", STARTED, HIGH, 0));
        Episode.Active raised =
                (Episode.Active) Episode.raise(late, Optional.empty(), NOW).episode();
        assertThat(raised.lapse(NOW).episode()).isInstanceOf(Episode.Resolved.class);
        Episode.Active live = (Episode.Active) raise("f1", STARTED, LOW);
        assertThat(live.lapse(NOW)).isEqualTo(new Step(live, List.of()));
    }

    @Test
    void oneRealFindingMakesASyntheticEpisodeReal() {
        Finding simulated = finding("f1", STARTED, LOW, 0);
        Episode episode = Episode.raise(simulated, Optional.empty(), NOW).episode();
        assertThat(episode.facts().synthetic()).isTrue();
        Finding real =
                new Finding(
                        "f2",
                        simulated.patientId(),
                        simulated.condition(),
                        STARTED,
                        LOW,
                        START.plusSeconds(9),
                        START.plusSeconds(9),
                        simulated.title(),
                        simulated.detail(),
                        List.of(),
                        false,
                        false,
                        "m",
                        START);
        assertThat(on(episode, real).episode().facts().synthetic()).isFalse();
    }

    static Finding finding(String id, Finding.Phase phase, Priority priority, int seconds) {
        // Findings of one condition do not overlap: f2 starts where its first phase is.
        int start = id.equals("f1") ? 0 : 60;
        return new Finding(
                id,
                new PatientId("p1"),
                "low-spo2",
                phase,
                priority,
                START.plusSeconds(Math.min(start, seconds)),
                START.plusSeconds(seconds),
                "SpO2 low",
                "detail " + seconds,
                List.of(),
                false,
                true,
                "m-" + seconds,
                START.plusSeconds(seconds));
    }

    static Finding retrospective(Finding f) {
        return new Finding(
                f.findingId(),
                f.patientId(),
                f.condition(),
                f.phase(),
                f.priority(),
                f.startedAt(),
                f.at(),
                f.title(),
                f.detail(),
                f.evidence(),
                true,
                f.synthetic(),
                f.messageId(),
                f.receivedAt());
    }

    private static Episode raise(String id, Finding.Phase phase, Priority priority) {
        return Episode.raise(finding(id, phase, priority, 0), Optional.empty(), NOW).episode();
    }

    private static Step accept(Episode episode, String person, Instant at) {
        return (Step) episode.decide(new Deed.Accept(), person, at, EscalationPlans.DEFAULT);
    }

    private static Decision resolve(Episode episode, String person) {
        return episode.decide(new Deed.Resolve(), person, NOW, EscalationPlans.DEFAULT);
    }

    private static Step on(Episode episode, Finding finding) {
        assertThat(episode.isOpen()).isTrue();
        return ((Episode.Open) episode).on(finding, NOW);
    }

    private static List<Transition> transitions(Step step) {
        return step.changes().stream().map(Change::transition).toList();
    }
}
