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

    @Test
    void theTableSaysWhatTheTotalOrItsLowerBoundMeans() {
        Score.Table table =
                new Score.Table(
                        "2001",
                        Optional.empty(),
                        List.of(new Score.Risk("raised", 3), new Score.Risk("trigger", 5)));
        assertThat(risk(table, input("pulse", 2), missing("spo2"))).isEmpty();
        assertThat(risk(table, input("pulse", 3), missing("spo2"))).hasValue("raised");
        assertThat(risk(table, input("pulse", 3), input("spo2", 2))).hasValue("trigger");
    }

    private static Optional<String> risk(Score.Table table, Score.Component... components) {
        Score score = tabled(Optional.of(table), Optional.empty(), components);
        return score.riskOf(score.asOf(NOW));
    }

    @Test
    void theRiskOfNews2IsThatOfItsChart() {
        Score score = score(input("pulse", 3), input("spo2", 0));
        assertThat(score.riskOf(score.asOf(NOW))).hasValue("low-medium");
    }

    @Test
    void aRefusalHasNeitherTotalNorRisk() {
        Score.Refusal refusal = new Score.Refusal("no-table", "there is none");
        for (Score score :
                List.of(
                        tabled(Optional.empty(), Optional.of(refusal)),
                        tabled(Optional.empty(), Optional.of(refusal), missing("table")))) {
            assertThat(score.asOf(NOW).total()).isEmpty();
            assertThat(score.asOf(NOW).isComplete()).isFalse();
            assertThat(score.riskOf(score.asOf(NOW))).isEmpty();
        }
    }

    private static Score tabled(
            Optional<Score.Table> table,
            Optional<Score.Refusal> refusal,
            Score.Component... components) {
        return new Score(
                "own",
                new PatientId("P1"),
                NOW,
                0,
                List.of(components),
                false,
                false,
                "m1",
                table,
                refusal);
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
