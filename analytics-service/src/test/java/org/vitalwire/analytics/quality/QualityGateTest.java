package org.vitalwire.analytics.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.contracts.vitals.VitalSign.DIASTOLIC_PRESSURE;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.MEAN_PRESSURE;
import static org.vitalwire.contracts.vitals.VitalSign.PERFUSION_INDEX;
import static org.vitalwire.contracts.vitals.VitalSign.PULSE_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.RESPIRATORY_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;
import static org.vitalwire.contracts.vitals.VitalSign.SYSTOLIC_PRESSURE;
import static org.vitalwire.contracts.vitals.VitalSign.TEMPERATURE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.HeldBack.Reason;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.TestReading;

class QualityGateTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    private final QualityGate gate = new QualityGate(QualityRulesReader.shipped());
    private final QualityMemory memory = new QualityMemory();

    @Test
    void readingWithoutFaultPassesAsItIs() {
        Reading reading = monitor(0).value(HEART_RATE, 72).value(SPO2, 97).build();
        Judged judged = gate.judge(memory, reading);
        assertThat(judged.counting()).isSameAs(reading.values());
        assertThat(judged.heldBack()).isEmpty();
    }

    @Test
    void whatTheDeviceDoubtsIsHeldBackAndTheRestCounts() {
        Judged judged =
                gate.judge(
                        memory,
                        monitor(0)
                                .value(HEART_RATE, 72)
                                .value(SPO2, 88, ValueFlag.ARTEFACT, ValueFlag.QUESTIONABLE)
                                .value(RESPIRATORY_RATE, 14)
                                .build());
        assertThat(judged.counting().stream().map(VitalValue::sign))
                .containsExactly(HEART_RATE, RESPIRATORY_RATE);
        assertThat(judged.heldBack())
                .containsExactly(
                        new HeldBack.Value(
                                SPO2,
                                88,
                                Reason.FLAGGED,
                                "marked by the device: questionable, artefact"));
    }

    @Test
    void implausibleValuesAndNoValueSentinelsAreNamed() {
        assertThat(only(monitor(0).value(SPO2, 0)).reason()).isEqualTo(Reason.NO_VALUE);
        assertThat(only(monitor(0).value(SPO2, 127)).reason()).isEqualTo(Reason.NO_VALUE);
        assertThat(only(monitor(0).value(PULSE_RATE, -1)).reason()).isEqualTo(Reason.NO_VALUE);
        assertThat(only(monitor(0).value(TEMPERATURE, 18.2)))
                .isEqualTo(
                        new HeldBack.Value(
                                TEMPERATURE, 18.2, Reason.IMPLAUSIBLE, "outside 24 to 45.0 °C"));
        assertThat(only(monitor(0).value(TEMPERATURE, 18.2, ValueFlag.IMPLAUSIBLE)).reason())
                .isEqualTo(Reason.IMPLAUSIBLE);
    }

    @Test
    void standstillWithoutAPulseCountsAtOnce() {
        run(30, i -> monitor(i).value(HEART_RATE, 72).value(PULSE_RATE, 72));
        assertThat(held(monitor(30).value(HEART_RATE, 0))).isEmpty();
        assertThat(held(monitor(31).value(HEART_RATE, 0).value(SPO2, 0)))
                .containsExactly(Reason.NO_VALUE);
    }

    @Test
    void standstillOfTheEcgIsNotBelievedWhileThePulseIsSteady() {
        run(30, i -> monitor(i).value(HEART_RATE, 72).value(PULSE_RATE, 71).value(SPO2, 97));
        for (int i = 30; i < 600; i++) {
            assertThat(held(monitor(i).value(HEART_RATE, 0).value(PULSE_RATE, 70).value(SPO2, 97)))
                    .containsExactly(Reason.PULSE_DISAGREES);
        }
        // The pulse goes: now it is one.
        assertThat(held(monitor(615).value(HEART_RATE, 0))).isEmpty();
    }

    @Test
    void weakPulseDoesNotContradictAStandstill() {
        run(30, i -> monitor(i).value(HEART_RATE, 72).value(PULSE_RATE, 71));
        assertThat(
                        held(
                                monitor(30)
                                        .value(HEART_RATE, 0)
                                        .value(PULSE_RATE, 70)
                                        .value(PERFUSION_INDEX, 0.1)))
                .containsExactly(Reason.LOW_PERFUSION);
    }

    @Test
    void tachycardiaThatDoesNotReachTheFingerIsBelievedSoon() {
        run(30, i -> monitor(i).value(HEART_RATE, 80).value(PULSE_RATE, 80));
        int first = -1;
        for (int i = 30; i < 90 && first < 0; i++) {
            if (held(monitor(i).value(HEART_RATE, 180).value(PULSE_RATE, 82)).isEmpty()) {
                first = i;
            }
        }
        assertThat(first).isBetween(31, 46);
    }

    @Test
    void oximeterThatLeavesTheEcgIsDoubtedAndItsFallenSaturationToo() {
        run(30, i -> monitor(i).value(HEART_RATE, 73).value(PULSE_RATE, 72).value(SPO2, 97));
        Judged judged =
                judge(monitor(30).value(HEART_RATE, 74).value(PULSE_RATE, 120).value(SPO2, 92));
        assertThat(judged.counting().stream().map(VitalValue::sign)).containsExactly(HEART_RATE);
        assertThat(judged.heldBack())
                .extracting(HeldBack.Value::reason, HeldBack.Value::text)
                .containsOnly(
                        org.assertj.core.groups.Tuple.tuple(
                                Reason.PULSE_DISAGREES, "pulse rate 120 /min, ECG 74 /min"));
        // A saturation that did not fall is not in doubt.
        assertThat(held(monitor(31).value(HEART_RATE, 74).value(PULSE_RATE, 120).value(SPO2, 96)))
                .containsExactly(Reason.PULSE_DISAGREES);
        // And three minutes of it are believed.
        Judged late = judged;
        for (int i = 32; i <= 215; i++) {
            late = judge(monitor(i).value(HEART_RATE, 74).value(PULSE_RATE, 120).value(SPO2, 91));
        }
        assertThat(late.heldBack()).isEmpty();
    }

    @Test
    void withoutALevelNeitherRateIsDoubted() {
        assertThat(held(monitor(0).value(HEART_RATE, 150).value(PULSE_RATE, 75))).isEmpty();
    }

    @Test
    void jumpIsHeldBackUntilTheValuesStayThere() {
        run(30, i -> monitor(i).value(SPO2, 97));
        assertThat(only(monitor(30).value(SPO2, 61)))
                .isEqualTo(new HeldBack.Value(SPO2, 61, Reason.TOO_FAST, "61 %, 97 % 1 s before"));
        assertThat(held(monitor(31).value(SPO2, 97))).isEmpty();
        int first = -1;
        for (int i = 32; i < 90 && first < 0; i++) {
            if (held(monitor(i).value(SPO2, 62)).isEmpty()) {
                first = i;
            }
        }
        assertThat(first).isEqualTo(42);
    }

    @Test
    void restlessValuesAreBelievedAfterAMinuteAtTheLatest() {
        run(30, i -> monitor(i).value(SPO2, 97));
        int first = -1;
        for (int i = 30; i < 200 && first < 0; i++) {
            if (held(monitor(i).value(SPO2, i % 2 == 0 ? 40 : 60)).isEmpty()) {
                first = i;
            }
        }
        assertThat(first).isBetween(50, 90);
    }

    @Test
    void fallThatABodyCanMakeIsNeverHeldBack() {
        run(30, i -> monitor(i).value(SPO2, 97));
        for (int i = 0; i < 50; i++) {
            assertThat(held(monitor(30 + i).value(SPO2, 97 - i))).isEmpty();
        }
    }

    @Test
    void asystoleAndApnoeaAreNotDoubtedForTheirSpeed() {
        run(30, i -> monitor(i).value(HEART_RATE, 90).value(RESPIRATORY_RATE, 30));
        assertThat(held(monitor(30).value(HEART_RATE, 0).value(RESPIRATORY_RATE, 0))).isEmpty();
    }

    @Test
    void jumpOfADeviceThatMeasuresSeldomIsBelievedWithItsSecondValue() {
        assertThat(held(monitor(0).value(PULSE_RATE, 70))).isEmpty();
        assertThat(held(monitor(60).value(PULSE_RATE, 277))).containsExactly(Reason.TOO_FAST);
        assertThat(held(monitor(120).value(PULSE_RATE, 273))).isEmpty();
    }

    @Test
    void weakPulseHoldsAGoodSaturationBackAndBelievesALowOneThatLasts() {
        for (int i = 0; i < 300; i++) {
            assertThat(held(monitor(i).value(PERFUSION_INDEX, 0.15).value(SPO2, 97)))
                    .containsExactly(Reason.LOW_PERFUSION);
        }
        QualityMemory fresh = new QualityMemory();
        int first = -1;
        for (int i = 0; i < 300 && first < 0; i++) {
            Reading low = monitor(i).value(PERFUSION_INDEX, 0.15).value(SPO2, 84).build();
            if (gate.judge(fresh, low).heldBack().isEmpty()) {
                first = i;
            }
        }
        assertThat(first).isEqualTo(60);
    }

    @Test
    void perfusionIndexOfAnEarlierMessageStandsForAWhile() {
        judge(monitor(0).value(PERFUSION_INDEX, 0.15));
        assertThat(held(monitor(20).value(SPO2, 97))).containsExactly(Reason.LOW_PERFUSION);
        assertThat(held(monitor(31).value(SPO2, 97))).isEmpty();
    }

    @Test
    void pressuresThatCannotBeAreHeldBackTogether() {
        assertThat(heldSigns(cuff(0, 90, 95, 92)))
                .containsExactly(SYSTOLIC_PRESSURE, DIASTOLIC_PRESSURE, MEAN_PRESSURE);
        assertThat(heldSigns(cuff(600, 120, 80, 130)))
                .containsExactly(SYSTOLIC_PRESSURE, DIASTOLIC_PRESSURE, MEAN_PRESSURE);
        assertThat(heldSigns(cuff(1_200, 120, 80, 70)))
                .containsExactly(SYSTOLIC_PRESSURE, DIASTOLIC_PRESSURE, MEAN_PRESSURE);
        assertThat(heldSigns(cuff(1_800, 120, 80, 93))).isEmpty();
    }

    @Test
    void narrowPulsePressureIsBelievedWhenTheNextMeasurementAgrees() {
        assertThat(heldSigns(cuff(0, 78, 70, 73))).hasSize(3);
        assertThat(heldSigns(cuff(300, 76, 69, 72))).isEmpty();
    }

    @Test
    void frozenMonitorIsFoundAndOneChangeSetsItFree() {
        int first = -1;
        for (int i = 0; i < 1_200 && first < 0; i++) {
            if (!held(frozen(i, 72)).isEmpty()) {
                first = i;
            }
        }
        assertThat(first).isEqualTo(900);
        assertThat(held(frozen(first + 1, 72)))
                .containsExactly(Reason.FLAT_LINE, Reason.FLAT_LINE, Reason.FLAT_LINE);
        assertThat(held(frozen(first + 2, 73))).isEmpty();
    }

    @Test
    void frozenValuesThatCallForSomebodyAreNotHeldBack() {
        for (int i = 0; i < 1_200; i++) {
            assertThat(held(monitor(i).value(SPO2, 80).value(PULSE_RATE, 130))).isEmpty();
        }
    }

    @Test
    void gapIsNoFlatLine() {
        run(899, i -> frozen(i, 72));
        assertThat(held(frozen(2_000, 72))).isEmpty();
        assertThat(held(frozen(2_001, 72))).isEmpty();
    }

    @Test
    void fullSaturationAloneMayStay() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(held(monitor(i).value(SPO2, 100).value(TEMPERATURE, 36.8))).isEmpty();
        }
    }

    @Test
    void ofTwoMonitorsThatDisagreeTheOneFurtherOutCountsWhicheverCameFirst() {
        judge(monitor(0).value(SPO2, 97));
        assertThat(held(of("other", 1).value(SPO2, 82))).isEmpty();
        assertThat(only(monitor(2).value(SPO2, 97)))
                .isEqualTo(
                        new HeldBack.Value(
                                SPO2, 97, Reason.DEVICES_DISAGREE, "another device says 82 %"));
        // The other one is gone: the first counts again.
        assertThat(held(monitor(40).value(SPO2, 97))).isEmpty();
    }

    @Test
    void ofTwoMonitorsInsideTheUsualTheFirstCounts() {
        judge(monitor(0).value(HEART_RATE, 60));
        assertThat(held(of("other", 1).value(HEART_RATE, 100)))
                .containsExactly(Reason.DEVICES_DISAGREE);
        assertThat(held(monitor(2).value(HEART_RATE, 60))).isEmpty();
    }

    @Test
    void twoMonitorsThatAgreeBothCount() {
        for (int i = 0; i < 60; i++) {
            assertThat(held(monitor(2 * i).value(HEART_RATE, 60))).isEmpty();
            assertThat(held(of("other", 2 * i + 1).value(HEART_RATE, 66))).isEmpty();
        }
    }

    @Test
    void fifthDeviceTakesThePlaceOfTheOneHeardOfLongestAgo() {
        for (int i = 0; i < 5; i++) {
            judge(of("device-" + i, i).value(TEMPERATURE, 36.5 + i * 0.1));
        }
        // Of device-0 nothing is known any more: it begins anew and is not too fast.
        assertThat(held(of("device-0", 10).value(TEMPERATURE, 34))).isEmpty();
    }

    @Test
    void sensorThatIsOffIsToldOnceAMinuteAndAnotherRunAtOnce() {
        List<Integer> told = new ArrayList<>();
        for (int second = 0; second <= 150; second++) {
            // On again for two seconds.
            double saturation = second == 100 || second == 101 ? 97 : 0;
            Judged judged = judge(monitor(second).value(SPO2, saturation).value(HEART_RATE, 72));
            assertThat(judged.heldBack()).hasSize(saturation == 0 ? 1 : 0);
            if (!judged.toTell().isEmpty()) {
                assertThat(judged.toTell()).isEqualTo(judged.heldBack());
                told.add(second);
            }
        }
        assertThat(told).containsExactly(0, 60, 102);
    }

    @Test
    void anotherReasonIsToldAtOnce() {
        judge(monitor(0).value(SPO2, 0));
        assertThat(judge(monitor(1).value(SPO2, 0)).toTell()).isEmpty();
        assertThat(judge(monitor(2).value(SPO2, 97, ValueFlag.ARTEFACT)).toTell()).hasSize(1);
    }

    @Test
    void signsWithoutARuleAreOnlyAskedForFlagsAndPlausibility() {
        assertThat(held(monitor(0).value(VitalSign.GLUCOSE, 90))).isEmpty();
        assertThat(held(monitor(1).value(VitalSign.GLUCOSE, 500))).isEmpty();
        assertThat(held(monitor(2).value(VitalSign.CONSCIOUSNESS, 0))).isEmpty();
    }

    private TestReading frozen(int second, double pulse) {
        return monitor(second).value(HEART_RATE, pulse).value(SPO2, 98).value(RESPIRATORY_RATE, 14);
    }

    private static TestReading cuff(int second, double systolic, double diastolic, double mean) {
        return monitor(second)
                .value(SYSTOLIC_PRESSURE, systolic)
                .value(DIASTOLIC_PRESSURE, diastolic)
                .value(MEAN_PRESSURE, mean);
    }

    private static TestReading monitor(int second) {
        return of("monitor", second);
    }

    private static TestReading of(String device, int second) {
        return TestReading.of(device, T0.plusSeconds(second)).patient("p");
    }

    private void run(int seconds, java.util.function.IntFunction<TestReading> readings) {
        for (int i = 0; i < seconds; i++) {
            assertThat(held(readings.apply(i))).isEmpty();
        }
    }

    private Judged judge(TestReading reading) {
        return gate.judge(memory, reading.build());
    }

    private List<Reason> held(TestReading reading) {
        return judge(reading).heldBack().stream().map(HeldBack.Value::reason).toList();
    }

    private List<VitalSign> heldSigns(TestReading reading) {
        return judge(reading).heldBack().stream().map(HeldBack.Value::sign).toList();
    }

    private HeldBack.Value only(TestReading reading) {
        List<HeldBack.Value> held = judge(reading).heldBack();
        assertThat(held).hasSize(1);
        return held.getFirst();
    }
}
