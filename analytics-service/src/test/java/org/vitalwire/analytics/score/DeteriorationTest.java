package org.vitalwire.analytics.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Our own table: level, trend and baseline. */
class DeteriorationTest {

    private final ScoreEngine engine =
            new ScoreEngine(ScoreTables.shipped().find("deterioration").orElseThrow());

    @Test
    void aWellPatientHasNoPoints() {
        ScoreResult result = score(well());
        assertThat(result.total()).hasValue(0);
    }

    @Test
    void feverWithTachycardiaWeighsMoreThanInNews2() {
        assertThat(score(well().with("temperature", 38.6).with("heart-rate", 112)).total())
                .hasValue(7);
    }

    @Test
    void trendAndBaselineGiveAPointEach() {
        KnownFeatures patient =
                well().with("slope:heart-rate", 2)
                        .with("slope:systolic-pressure", -3)
                        .with("deviation:temperature", 2.4);
        assertThat(score(patient).total()).hasValue(3);
        assertThat(score(patient).explain()).contains("pulse rising", "usual");
    }

    @Test
    void withoutTrendItSaysAtLeastAndNoTotal() {
        KnownFeatures patient = new KnownFeatures().with("heart-rate", 125);
        assertThat(score(patient).total()).isEmpty();
        assertThat(score(patient).lowerBound()).isEqualTo(4);
        assertThat(score(patient).missing()).contains("pulse-rising", "temperature");
    }

    @Test
    void moreOxygenIsMorePoints() {
        assertThat(score(well().with("fio2", 40)).total()).hasValue(2);
        assertThat(score(well().with("fio2", 60)).total()).hasValue(3);
        assertThat(score(well().with("oxygen-flow", 10)).total()).hasValue(3);
    }

    private static KnownFeatures well() {
        return new KnownFeatures()
                .with("respiratory-rate", 16)
                .with("spo2", 97)
                .with("fio2", 21)
                .with("systolic-pressure", 125)
                .with("heart-rate", 72)
                .with("consciousness", 0)
                .with("temperature", 36.8)
                .with("slope:heart-rate", 0)
                .with("slope:systolic-pressure", 0)
                .with("deviation:temperature", 0.3);
    }

    private ScoreResult score(KnownFeatures patient) {
        return engine.score(patient, Optional.empty(), 0);
    }
}
