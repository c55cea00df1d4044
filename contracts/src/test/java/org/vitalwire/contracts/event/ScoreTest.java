package org.vitalwire.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.PatientId;

class ScoreTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void aCompleteScoreHasATotal() {
        Score.Assessment assessment = score(input("pulse", 1), input("spo2", 2)).asOf(NOW);
        assertThat(assessment.total()).hasValue(3);
        assertThat(assessment.lowerBound()).isEqualTo(3);
        assertThat(assessment.upperBound()).isEqualTo(3);
    }

    @Test
    void aMissingInputLeavesBoundsAndNoTotal() {
        Score.Assessment assessment = score(input("pulse", 1), missing("spo2")).asOf(NOW);
        assertThat(assessment.total()).isEmpty();
        assertThat(assessment.lowerBound()).isEqualTo(1);
        assertThat(assessment.upperBound()).isEqualTo(4);
        assertThat(assessment.missing()).containsExactly("spo2");
    }

    @Test
    void anInputThatGrewOldIsMissing() {
        Score score = score(input("pulse", 1), input("spo2", 2));
        assertThat(score.asOf(NOW.plusSeconds(299)).isComplete()).isTrue();
        assertThat(score.asOf(NOW.plusSeconds(300)).isComplete()).isFalse();
        assertThat(score.asOf(NOW.plusSeconds(300)).lowerBound()).isZero();
    }

    @Test
    void riskFollowsTheChart() {
        assertThat(NewsRisk.of(4, false)).isEqualTo(NewsRisk.LOW);
        assertThat(NewsRisk.of(3, true)).isEqualTo(NewsRisk.LOW_MEDIUM);
        assertThat(NewsRisk.of(5, true)).isEqualTo(NewsRisk.MEDIUM);
        assertThat(NewsRisk.of(7, false)).isEqualTo(NewsRisk.HIGH);
    }

    private static Score score(Score.Component... components) {
        return new Score(
                "news2", new PatientId("P1"), NOW, 1, List.of(components), false, false, "m1");
    }

    private static Score.Component input(String name, int points) {
        return new Score.Component(
                name,
                3,
                Optional.of(
                        new Score.Input(1, points, NOW, NOW.plus(Duration.ofMinutes(5)), "m1")));
    }

    private static Score.Component missing(String name) {
        return new Score.Component(name, 3, Optional.empty());
    }
}
