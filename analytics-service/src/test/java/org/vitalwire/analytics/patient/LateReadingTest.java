package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.RESPIRATORY_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;
import static org.vitalwire.contracts.vitals.VitalSign.SYSTOLIC_PRESSURE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.testkit.TestReading;

/** Readings that come out of order, twice, or too late, under the shipped policy. */
class LateReadingTest {

    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
    private static final PatientId PATIENT = new PatientId("p1");

    private final PatientEvaluator evaluator = new PatientEvaluator(PolicyReader.readDefault());
    private byte[] state = PatientStateCodec.encode(new PatientState());
    private final List<Finding> findings = new ArrayList<>();
    private int late;

    @Test
    void findingThatALateReadingRefutesIsWithdrawn() {
        for (int t = 0; t <= 11; t++) {
            saturation(t, 88);
        }
        for (int t = 13; t <= 16; t++) {
            saturation(t, 88);
        }
        assertThat(phases()).containsExactly(Phase.STARTED);
        saturation(12, 95);
        assertThat(phases()).containsExactly(Phase.STARTED, Phase.ENDED);
        assertThat(findings.getLast().detail())
                .isEqualTo("withdrawn: a late reading shows otherwise");
        assertThat(findings.getLast().findingId()).isEqualTo(findings.getFirst().findingId());
        for (int t = 17; t <= 30; t++) {
            saturation(t, 88);
        }
        // From the reading that was late on, it has lasted.
        assertThat(findings.getLast().phase()).isEqualTo(Phase.STARTED);
        assertThat(findings.getLast().startedAt()).isEqualTo(T0.plusSeconds(28));
    }

    @Test
    void findingThatWasToldEndedAndGoesOnIsToldAgain() {
        for (int t = 0; t <= 20; t++) {
            saturation(t, 88);
        }
        for (int t = 21; t <= 31; t++) {
            if (t != 27) {
                saturation(t, 95);
            }
        }
        assertThat(phases()).containsExactly(Phase.STARTED, Phase.ENDED);
        Finding ended = findings.getLast();
        saturation(27, 88);
        Finding again = findings.getLast();
        assertThat(phases()).containsExactly(Phase.STARTED, Phase.ENDED, Phase.UPDATED);
        assertThat(again.findingId()).isEqualTo(ended.findingId());
        assertThat(again.at()).isAfter(ended.at());
        for (int t = 32; t <= 40; t++) {
            saturation(t, 95);
        }
        assertThat(findings.getLast().phase()).isEqualTo(Phase.ENDED);
        assertThat(findings.getLast().at()).isEqualTo(T0.plusSeconds(38));
    }

    @Test
    void correctionThatIsProcessedAgainIsSaidAgain() {
        for (int t = 0; t <= 11; t++) {
            saturation(t, 88);
        }
        for (int t = 13; t <= 16; t++) {
            saturation(t, 88);
        }
        saturation(12, 95);
        Finding withdrawn = findings.getLast();
        findings.clear();
        saturation(12, 95);
        assertThat(findings).containsExactly(withdrawn);
    }

    @Test
    void laterThanAllowedNeverPagesAndIsCounted() {
        for (int t = 0; t <= 30; t++) {
            saturation(t, 97);
        }
        take(at(20).messageId("late").value(SPO2, 50).build());
        assertThat(late).isEqualTo(1);
        pass(200);
        assertThat(findings).isNotEmpty().allMatch(Finding::retrospective);
        assertThat(findings.getLast().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void lateReadingDoesNotTearABackfillOfAnotherTime() {
        for (int t = -7200; t <= -7100; t++) {
            take(at(t).value(SPO2, 82).backfill().build());
        }
        for (int t = 0; t <= 30; t++) {
            saturation(t, 97);
        }
        take(at(20).messageId("late").value(SPO2, 50).build());
        for (int t = -7099; t <= -7050; t++) {
            take(at(t).value(SPO2, 82).backfill().build());
        }
        assertThat(findings).allMatch(Finding::retrospective);
        assertThat(findings.stream().filter(f -> f.at().isBefore(T0)))
                .extracting(Finding::phase)
                .containsExactly(Phase.STARTED);
    }

    @Test
    void deviceThatIsAlwaysBehindIsStillHeard() {
        for (int t = 0; t <= 120; t++) {
            take(at(t).value(HEART_RATE, 72).value(RESPIRATORY_RATE, 16).build());
            // Its clock, or its network, is a minute behind.
            take(
                    TestReading.of("oximeter-2", T0.plusSeconds(t - 60))
                            .patient("p1")
                            .receivedAt(T0.plusSeconds(t))
                            .value(SPO2, 84)
                            .build());
        }
        assertThat(phases()).containsExactly(Phase.STARTED);
        assertThat(findings.getFirst().condition()).isEqualTo("low-spo2");
        assertThat(findings.getFirst().retrospective()).isFalse();
        assertThat(late).isZero();
    }

    @Test
    void cuffValueThatWasUnderWayForLongIsStillTheNewestOfItsSign() {
        for (int t = 0; t <= 30; t++) {
            saturation(t, 97);
        }
        take(at(5).messageId("cuff").value(SYSTOLIC_PRESSURE, 70).build());
        assertThat(findings.getLast().condition()).isEqualTo("low-systolic-pressure");
        assertThat(findings.getLast().retrospective()).isFalse();
    }

    @Test
    void deviceWhoseClockIsAheadIsJudgedByTheTimeOfReceipt() {
        for (int t = 0; t <= 20; t++) {
            take(
                    TestReading.of("oximeter-2", T0.plusSeconds(t + 50))
                            .patient("p1")
                            .receivedAt(T0.plusSeconds(t))
                            .value(SPO2, 84)
                            .build());
            take(at(t).value(HEART_RATE, 72).build());
        }
        assertThat(findings.getFirst().startedAt()).isEqualTo(T0.plusSeconds(10));
        assertThat(late).isZero();
    }

    @Test
    void gapIsNeverReadAsItLasted() {
        for (int t = 0; t <= 5; t++) {
            saturation(t, 88);
        }
        saturation(120, 88);
        assertThat(findings).isEmpty();
        for (int t = 121; t <= 136; t++) {
            saturation(t, 88);
        }
        assertThat(findings.getFirst().startedAt()).isEqualTo(T0.plusSeconds(135));
    }

    private void saturation(int second, double value) {
        take(at(second).value(SPO2, value).build());
    }

    private static TestReading at(int second) {
        return TestReading.of("monitor-1", T0.plusSeconds(second)).patient("p1");
    }

    private List<Phase> phases() {
        return findings.stream().map(Finding::phase).toList();
    }

    private void take(Reading reading) {
        PatientState decoded = PatientStateCodec.decode(state);
        add(
                evaluator.onReading(
                        decoded, PATIENT, reading, EventTime.micros(reading.receivedAt())),
                decoded);
    }

    private void pass(int second) {
        PatientState decoded = PatientStateCodec.decode(state);
        add(evaluator.onTime(decoded, PATIENT, EventTime.micros(T0.plusSeconds(second))), decoded);
    }

    private void add(Outcome outcome, PatientState decoded) {
        outcome.findings().stream()
                .filter(finding -> !finding.condition().equals(News2Rule.CONDITION))
                .forEach(findings::add);
        late += outcome.isLate() ? 1 : 0;
        state = PatientStateCodec.encode(decoded);
    }
}
