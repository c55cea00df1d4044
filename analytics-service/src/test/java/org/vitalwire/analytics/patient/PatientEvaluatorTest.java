package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.analytics.patient.EvaluatedPatient.T0;
import static org.vitalwire.analytics.patient.EvaluatedPatient.at;
import static org.vitalwire.analytics.patient.EvaluatedPatient.components;
import static org.vitalwire.analytics.patient.EvaluatedPatient.full;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.TestReading;

/** One patient's limits under the shipped policy, and what is kept of the patient. */
class PatientEvaluatorTest {

    private final EvaluatedPatient patient = new EvaluatedPatient();

    @Test
    void lowSaturationIsFoundAfterItsDelayAndExplained() {
        for (int t = 0; t <= 20; t++) {
            patient.read(at(t).value(SPO2, 88).build());
        }
        Finding found = patient.only("low-spo2");
        assertThat(found.phase()).isEqualTo(Phase.STARTED);
        assertThat(found.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(found.startedAt()).isEqualTo(T0.plusSeconds(15));
        assertThat(found.title()).isEqualTo("SpO2 low");
        assertThat(found.detail())
                .isEqualTo("SpO2 88 % for 15 s, limit 90 % with 15 s delay, policy ward-adult 1");
        assertThat(found.evidence())
                .containsExactly(new Finding.Evidence(SPO2, 88, T0.plusSeconds(15)));
        assertThat(found.retrospective()).isFalse();
        assertThat(found.messageId()).isEqualTo("monitor-1:" + T0.plusSeconds(15).toEpochMilli());
    }

    @Test
    void deepSaturationNeedsNoDelay() {
        patient.read(at(0).value(SPO2, 55).build());
        assertThat(patient.only("low-spo2").priority()).isEqualTo(Priority.HIGH);
        assertThat(patient.only("low-spo2").detail())
                .isEqualTo("SpO2 55 %, limit 60 %, policy ward-adult 1");
    }

    @Test
    void priorityRisesWithDepthInOneFinding() {
        for (int t = 0; t <= 20; t++) {
            patient.read(at(t).value(SPO2, 88).build());
        }
        for (int t = 21; t <= 31; t++) {
            patient.read(at(t).value(SPO2, 82).build());
        }
        for (int t = 32; t <= 60; t++) {
            patient.read(at(t).value(SPO2, 96).build());
        }
        List<Finding> told = patient.told("low-spo2");
        assertThat(told)
                .extracting(Finding::phase)
                .containsExactly(Phase.STARTED, Phase.UPDATED, Phase.ENDED);
        assertThat(told)
                .extracting(Finding::priority)
                .containsExactly(Priority.MEDIUM, Priority.HIGH, Priority.HIGH);
        assertThat(told).extracting(Finding::findingId).containsOnly(told.getFirst().findingId());
        assertThat(told.getLast().detail())
                .isEqualTo("SpO2 96 %, inside 90 % again, policy ward-adult 1");
    }

    @Test
    void minuteValuesFireAtTheSecond() {
        patient.read(at(0).value(SPO2, 97).build());
        patient.read(at(60).value(SPO2, 88).build());
        assertThat(patient.told("low-spo2")).isEmpty();
        patient.read(at(120).value(SPO2, 87).build());
        assertThat(patient.only("low-spo2").at()).isEqualTo(T0.plusSeconds(120));
    }

    @Test
    void flaggedValueNeverCounts() {
        for (int t = 0; t <= 60; t++) {
            patient.read(at(t).value(SPO2, 40, ValueFlag.ARTEFACT).value(HEART_RATE, 72).build());
        }
        assertThat(patient.findings()).isEmpty();
        assertThat(patient.scores())
                .allSatisfy(score -> assertThat(components(score)).doesNotContain("spo2"));
    }

    @Test
    void lateReadingDoesNotMoveLiveState() {
        for (int t = 0; t <= 20; t++) {
            patient.read(at(t).value(SPO2, 97).value(HEART_RATE, 72).build());
        }
        int told = patient.scores().size();
        patient.read(at(10).value(SPO2, 50).value(HEART_RATE, 20).messageId("late").build());
        assertThat(patient.findings()).isEmpty();
        assertThat(patient.scores()).hasSize(told);
    }

    @Test
    void repeatedReadingSaysTheSameFindingAgainAndNothingElse() {
        for (int t = 0; t <= 20; t++) {
            patient.read(at(t).value(SPO2, 88).build());
        }
        Finding first = patient.only("low-spo2");
        patient.forgetFindings();
        for (int t = 0; t <= 20; t++) {
            patient.read(at(t).value(SPO2, 88).build());
        }
        assertThat(patient.findings()).containsExactly(first);
    }

    @Test
    void saturationLimitFollowsTheOrderedTarget() {
        patient.order(2, T0);
        for (int t = 0; t <= 60; t++) {
            patient.read(at(t).value(SPO2, 88).build());
        }
        assertThat(patient.told("low-spo2")).isEmpty();
        for (int t = 61; t <= 80; t++) {
            patient.read(at(t).value(SPO2, 86).build());
        }
        assertThat(patient.only("low-spo2").detail())
                .isEqualTo("SpO2 86 % for 15 s, limit 88 % with 15 s delay, policy ward-adult 1");
    }

    @Test
    void findingOfASignThatIsNotMeasuredAnyMoreEnds() {
        for (int t = 0; t <= 20; t++) {
            patient.read(at(t).value(SPO2, 88).build());
        }
        patient.pass(T0.plus(Duration.ofMinutes(29)));
        assertThat(patient.told("low-spo2")).hasSize(1);
        patient.pass(T0.plus(Duration.ofMinutes(31)));
        Finding ended = patient.told("low-spo2").getLast();
        assertThat(ended.phase()).isEqualTo(Phase.ENDED);
        assertThat(ended.detail())
                .isEqualTo(
                        "not measured since 2026-11-23T08:00:20Z, 88 % when last reported,"
                                + " policy ward-adult 1");
    }

    @Test
    void silentPatientIsForgottenButNotTheOrder() {
        patient.order(2, T0);
        patient.read(full(0, 16, 97, 0).build(), T0);
        patient.pass(T0.plus(Duration.ofDays(3)));
        PatientState after = patient.state();
        assertThat(after.live.settled.inputs.isEmpty()).isTrue();
        assertThat(after.orders.scale()).isEqualTo(2);
        assertThat(after.isForgettable()).isFalse();
    }

    @Test
    void textsNameNoPatient() {
        for (int t = 0; t <= 120; t += 5) {
            patient.read(full(t, 26, 80, 2).build());
        }
        assertThat(patient.findings())
                .isNotEmpty()
                .allSatisfy(found -> {
                    assertThat(found.title() + found.detail())
                            .doesNotContain("p1")
                            .doesNotContain("monitor");
                    assertThat(found.findingId()).matches("[0-9a-f]{32}");
                });
    }

    @Test
    void syntheticReadingsMakeSyntheticFindings() {
        patient.read(at(0).value(SPO2, 55).synthetic().build());
        assertThat(patient.only("low-spo2").synthetic()).isTrue();
        assertThat(patient.scores().getLast().synthetic()).isTrue();
    }

    @Test
    void stateStaysSmall() {
        for (int t = 0; t < 600; t += 5) {
            everySource(t, false);
        }
        assertThat(patient.stateBytes()).isLessThanOrEqualTo(2048);
    }

    /** The lane of a backfill is closed when it pauses, and forgotten after some hours. */
    @Test
    void stateStaysSmallWithABackfillUnderWay() {
        for (int t = -600; t < 0; t += 5) {
            everySource(t, true);
        }
        for (int t = 0; t < 600; t += 5) {
            everySource(t, false);
        }
        assertThat(patient.stateBytes()).isLessThanOrEqualTo(3072);
    }

    /** Every input from a message of its own with a long id, each beyond a limit. */
    private void everySource(int second, boolean backfill) {
        double[] values = {45, 70, 2, 28, 70, 65, 190, 185, 3, 41.5};
        for (int i = 0; i < values.length; i++) {
            VitalSign sign =
                    VitalSign.ofCode(Slot.at(i).code()).orElseThrow(() -> new AssertionError());
            TestReading reading =
                    at(second)
                            .messageId("a-rather-long-device-name-0001:1f3a:" + second + ":" + i)
                            .value(sign, values[i]);
            patient.read(backfill ? reading.backfill().build() : reading.build());
        }
    }
}
