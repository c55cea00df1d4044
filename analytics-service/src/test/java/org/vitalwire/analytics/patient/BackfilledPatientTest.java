package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.analytics.patient.EvaluatedPatient.T0;
import static org.vitalwire.analytics.patient.EvaluatedPatient.at;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;

import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Score;

/** What comes late from a buffer, under the shipped policy. */
class BackfilledPatientTest {

    private final EvaluatedPatient patient = new EvaluatedPatient();

    @Test
    void backfillIsLabelledAndLeavesLiveAlone() {
        for (int t = 0; t <= 20; t++) {
            patient.read(at(t).value(SPO2, 97).build());
        }
        for (int t = -3600; t <= -3500; t++) {
            patient.read(at(t).value(SPO2, 82).backfill().build());
        }
        for (int t = 21; t <= 40; t++) {
            patient.read(at(t).value(SPO2, 97).build());
        }
        assertThat(patient.told("low-spo2")).isNotEmpty();
        assertThat(patient.findings())
                .allSatisfy(found -> {
                    assertThat(found.retrospective()).isTrue();
                    assertThat(found.at()).isBefore(T0);
                });
        assertThat(patient.scores()).anyMatch(Score::retrospective);
        assertThat(patient.scores())
                .filteredOn(score -> !score.retrospective())
                .allSatisfy(score -> assertThat(score.measuredAt()).isAfterOrEqualTo(T0));
    }

    @Test
    void backfillThatPausesLeavesNothingOpen() {
        for (int t = -3600; t <= -3500; t++) {
            patient.read(at(t).value(SPO2, 82).backfill().build(), T0);
        }
        patient.pass(T0.plusSeconds(60));
        assertThat(patient.told("low-spo2")).hasSize(1);
        patient.pass(T0.plusSeconds(130));
        assertThat(patient.told("low-spo2"))
                .extracting(Finding::phase)
                .containsExactly(Phase.STARTED, Phase.ENDED);
        assertThat(patient.told("low-spo2").getLast().retrospective()).isTrue();
    }

    @Test
    void earlierBackfillIsEvaluatedFromItsStart() {
        for (int t = -3600; t <= -3500; t++) {
            patient.read(at(t).value(SPO2, 82).backfill().build());
        }
        for (int t = -36_000; t <= -35_900; t++) {
            patient.read(at(t).value(SPO2, 82).backfill().build());
        }
        assertThat(patient.told("low-spo2"))
                .extracting(Finding::phase)
                .containsExactly(Phase.STARTED, Phase.ENDED, Phase.STARTED);
        assertThat(patient.told("low-spo2").getFirst().findingId())
                .isEqualTo(patient.told("low-spo2").get(1).findingId())
                .isNotEqualTo(patient.told("low-spo2").get(2).findingId());
    }

    @Test
    void backfillIsScoredOnTheScaleOfItsTime() {
        patient.order(2, T0);
        patient.read(at(-600).value(SPO2, 90).backfill().build());
        patient.read(at(5).value(SPO2, 90).backfill().build());
        assertThat(patient.scores().getLast().spo2Scale()).isEqualTo(1);
        patient.read(at(11).value(SPO2, 90).backfill().build());
        assertThat(patient.scores().getLast().spo2Scale()).isEqualTo(2);
    }
}
