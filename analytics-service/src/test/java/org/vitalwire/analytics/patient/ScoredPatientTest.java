package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.analytics.patient.EvaluatedPatient.T0;
import static org.vitalwire.analytics.patient.EvaluatedPatient.at;
import static org.vitalwire.analytics.patient.EvaluatedPatient.components;
import static org.vitalwire.analytics.patient.EvaluatedPatient.full;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.OXYGEN_FLOW;
import static org.vitalwire.contracts.vitals.VitalSign.RESPIRATORY_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;

/** One patient's NEWS2, and what it finds, under the shipped policy. */
class ScoredPatientTest {

    private final EvaluatedPatient patient = new EvaluatedPatient();

    @Test
    void orderChangesTheScoreAtOnce() {
        patient.read(at(0).value(SPO2, 90).value(OXYGEN_FLOW, 2).build());
        assertThat(patient.scores().getLast().asOf(T0).lowerBound()).isEqualTo(5);
        patient.order(2, T0.plusSeconds(1));
        assertThat(patient.scores().getLast().spo2Scale()).isEqualTo(2);
        assertThat(patient.scores().getLast().asOf(T0).lowerBound()).isEqualTo(2);
    }

    @Test
    void olderOrderDoesNotReplaceANewer() {
        patient.order(2, T0);
        patient.order(1, T0.minusSeconds(10));
        patient.read(at(0).value(SPO2, 90).build());
        assertThat(patient.scores().getLast().spo2Scale()).isEqualTo(2);
    }

    @Test
    void scoreIsToldWhenItChangesAndEveryMinute() {
        for (int t = 0; t < 60; t++) {
            patient.read(at(t).value(HEART_RATE, 72).build());
        }
        assertThat(patient.scores()).hasSize(1);
        patient.read(at(60).value(HEART_RATE, 73).build());
        assertThat(patient.scores()).hasSize(2);
        // The median of a minute follows a change that has lasted for half of one.
        for (int t = 61; t <= 95; t++) {
            patient.read(at(t).value(HEART_RATE, 95).build());
        }
        assertThat(patient.scores()).hasSize(3);
        assertThat(patient.scores().getLast().asOf(T0.plusSeconds(95)).lowerBound()).isEqualTo(1);
        assertThat(patient.scores().getLast().measuredAt())
                .isBetween(T0.plusSeconds(80), T0.plusSeconds(95));
    }

    @Test
    void agedInputIsToldWithoutANewReading() {
        patient.read(full(0, 16, 97, 0).build());
        assertThat(patient.scores().getLast().asOf(T0).isComplete()).isTrue();
        assertThat(patient.scores().getLast().asOf(T0.plus(Duration.ofMinutes(6))).isComplete())
                .isFalse();
        patient.pass(T0.plusSeconds(290));
        assertThat(patient.scores()).hasSize(1);
        patient.pass(T0.plusSeconds(301));
        assertThat(patient.scores()).hasSize(2);
        assertThat(components(patient.scores().getLast()))
                .containsExactly("oxygen", "systolic-pressure", "consciousness", "temperature");
        patient.pass(T0.plusSeconds(310));
        assertThat(patient.scores()).hasSize(2);
    }

    @Test
    void deterioratingPatientIsOneFindingThatRises() {
        for (int t = 0; t <= 120; t += 5) {
            patient.read(full(t, 22, 93, 2).build());
        }
        for (int t = 125; t <= 300; t += 5) {
            patient.read(full(t, 26, 90, 2).build());
        }
        List<Finding> told = patient.told("news2");
        assertThat(told).extracting(Finding::phase).containsExactly(Phase.STARTED, Phase.UPDATED);
        assertThat(told)
                .extracting(Finding::priority)
                .containsExactly(Priority.MEDIUM, Priority.HIGH);
        assertThat(told.getFirst().startedAt()).isEqualTo(T0.plusSeconds(60));
        assertThat(told.getFirst().detail()).startsWith("total 6: respiratory rate 22 /min (2)");
        assertThat(told.getLast().title()).isEqualTo("NEWS2 high");
        assertThat(told.getLast().evidence()).hasSize(7);
    }

    @Test
    void briefPeakOfTheScoreFindsNothing() {
        patient.read(full(0, 16, 97, 0).build());
        patient.read(full(5, 26, 90, 2).build());
        for (int t = 10; t <= 200; t += 5) {
            patient.read(full(t, 16, 97, 0).build());
        }
        assertThat(patient.told("news2")).isEmpty();
    }

    @Test
    void completeSpotSetCountsByTimeAlone() {
        patient.read(full(0, 26, 90, 2).build(), T0);
        patient.pass(T0.plusSeconds(30));
        assertThat(patient.told("news2")).isEmpty();
        patient.pass(T0.plusSeconds(70));
        assertThat(patient.only("news2").at()).isEqualTo(T0.plusSeconds(60));
        assertThat(patient.only("news2").priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void incompleteScoreMustBeConfirmedByFurtherReadings() {
        patient.read(at(0).value(RESPIRATORY_RATE, 26).value(SPO2, 90).build(), T0);
        patient.pass(T0.plusSeconds(70));
        assertThat(patient.told("news2")).isEmpty();
        for (int t = 75; t <= 140; t += 5) {
            patient.read(at(t).value(RESPIRATORY_RATE, 26).value(SPO2, 90).build());
        }
        assertThat(patient.only("news2").detail()).startsWith("at least 6");
        assertThat(patient.only("news2").priority()).isEqualTo(Priority.MEDIUM);
    }

    @Test
    void findingDoesNotEndBecauseAnInputHasAged() {
        patient.read(full(0, 26, 93, 0).build());
        for (int t = 5; t <= 120; t += 5) {
            patient.read(
                    at(t).value(RESPIRATORY_RATE, 26)
                            .value(SPO2, 93)
                            .value(HEART_RATE, 72)
                            .build());
        }
        assertThat(patient.only("news2").priority()).isEqualTo(Priority.MEDIUM);
        // The saturation, worth 2 of the 5, is not measured any more, and ages.
        for (int t = 125; t <= 600; t += 5) {
            patient.read(at(t).value(RESPIRATORY_RATE, 26).value(HEART_RATE, 72).build());
        }
        assertThat(patient.told("news2")).hasSize(1);
        for (int t = 605; t <= 1000; t += 5) {
            patient.read(at(t).value(RESPIRATORY_RATE, 16).value(HEART_RATE, 72).build());
        }
        assertThat(patient.told("news2").getLast().phase()).isEqualTo(Phase.ENDED);
    }
}
