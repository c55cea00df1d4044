package org.vitalwire.alert.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.CONDITION_ENDED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.RAISED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.RESOLVED;
import static org.vitalwire.contracts.event.AlertEpisode.Transition.UPDATED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;

/** What analytics takes back when a late reading shows otherwise. */
class CorrectedFindingTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    // What a database would hold.
    private final Map<KnownFinding.Key, KnownFinding> findings = new HashMap<>();
    private final Map<EpisodeId, Episode> episodes = new HashMap<>();
    private final List<Transition> trail = new ArrayList<>();

    @Test
    void highFindingThatWasToldEndedAndGoesOnIsTheSameEpisode() {
        take("f1", Phase.STARTED, Priority.HIGH, 15, 15);
        take("f1", Phase.ENDED, Priority.HIGH, 15, 40);
        take("f1", Phase.UPDATED, Priority.HIGH, 15, 41);
        assertThat(active()).hasSize(1);
        assertThat(episodes).hasSize(1);
        take("f1", Phase.ENDED, Priority.HIGH, 15, 60);
        assertThat(active()).isEmpty();
        assertThat(trail).containsExactly(RAISED, CONDITION_ENDED, UPDATED, CONDITION_ENDED);
    }

    @Test
    void mediumFindingThatWasToldEndedAndGoesOnIsRaisedAgain() {
        take("f1", Phase.STARTED, Priority.MEDIUM, 15, 15);
        take("f1", Phase.ENDED, Priority.MEDIUM, 15, 40);
        take("f1", Phase.UPDATED, Priority.MEDIUM, 15, 41);
        assertThat(active()).hasSize(1);
        take("f1", Phase.ENDED, Priority.MEDIUM, 15, 60);
        assertThat(active()).isEmpty();
        assertThat(trail)
                .containsExactly(
                        RAISED, CONDITION_ENDED, RESOLVED, RAISED, CONDITION_ENDED, RESOLVED);
    }

    @Test
    void olderUpdateOfAnEndedFindingOpensNothing() {
        take("f1", Phase.STARTED, Priority.HIGH, 15, 15);
        take("f1", Phase.ENDED, Priority.HIGH, 15, 40);
        take("f1", Phase.UPDATED, Priority.HIGH, 15, 30);
        assertThat(active()).isEmpty();
    }

    @Test
    void findingThatTakesThePlaceOfAnotherPagesNobodyAgain() {
        take("f16", Phase.STARTED, Priority.HIGH, 16, 16);
        // A late reading shows that it started a second before: the other is withdrawn.
        take("f15", Phase.STARTED, Priority.HIGH, 15, 17);
        take("f16", Phase.ENDED, Priority.HIGH, 16, 18);
        assertThat(active()).hasSize(1);
        assertThat(trail).containsOnlyOnce(RAISED).doesNotContain(CONDITION_ENDED);
        take("f15", Phase.ENDED, Priority.HIGH, 15, 60);
        assertThat(active()).isEmpty();
    }

    private void take(String id, Phase phase, Priority priority, int started, int at) {
        Casebook casebook = new Casebook(findings.values(), episodes.values());
        casebook.record(
                new Finding(
                        id,
                        new PatientId("p1"),
                        "low-spo2",
                        phase,
                        priority,
                        START.plusSeconds(started),
                        START.plusSeconds(at),
                        "SpO2 low",
                        // Else an update that reads the same would be no news.
                        phase + " at " + at,
                        List.of(),
                        false,
                        true,
                        "m",
                        START.plusSeconds(at)),
                Optional.empty(),
                START.plusSeconds(at));
        casebook.changedEpisodes().forEach(e -> episodes.put(e.facts().id(), e));
        casebook.changedFindings().forEach(f -> findings.put(f.key(), f));
        casebook.entries().forEach(entry -> trail.add(entry.change().transition()));
    }

    private List<Episode> active() {
        return episodes.values().stream().filter(Episode::isConditionActive).toList();
    }
}
