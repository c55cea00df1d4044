package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.contracts.vitals.VitalSign.CONSCIOUSNESS;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.RESPIRATORY_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;
import static org.vitalwire.contracts.vitals.VitalSign.SYSTOLIC_PRESSURE;
import static org.vitalwire.contracts.vitals.VitalSign.TEMPERATURE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.testkit.TestReading;

/** One patient under a policy of every kind of rule. The state goes through its bytes each time. */
class RulesOfAPolicyTest {

    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
    private static final PatientId PATIENT = new PatientId("p1");

    private final PatientEvaluator evaluator = new PatientEvaluator(RichPolicy.read());
    private byte[] state = PatientStateCodec.encode(new PatientState());
    private final List<Finding> findings = new ArrayList<>();
    private final List<Score> scores = new ArrayList<>();
    private OptionalDouble battery = OptionalDouble.empty();
    private final List<HeldBack> heldBack = new ArrayList<>();

    @Test
    void risingHeartRateIsFoundWithItsSlope() {
        for (int minute = 0; minute <= 180; minute++) {
            double trend = minute < 60 ? 75 : 75 + (minute - 60) / 4.0;
            read(at(minute * 60).value(HEART_RATE, Math.rint(trend) + minute % 2).build());
        }
        Finding found = told("rising-heart-rate").getFirst();
        assertThat(found.priority()).isEqualTo(Priority.LOW);
        assertThat(found.title()).isEqualTo("Heart rate rising");
        assertThat(found.detail())
                .startsWith("Heart rate +")
                .containsPattern("per hour over \\d+ min \\(\\+.+, \\d+ % certain\\)")
                .endsWith("limit +10 /min per hour with 10 min delay, policy rich 3");
        assertThat(found.at()).isAfter(T0.plus(Duration.ofMinutes(70)));
        assertThat(found.evidence()).hasSize(1);
    }

    @Test
    void steadyOrScatteringHeartRateIsNoTrend() {
        for (int minute = 0; minute <= 240; minute++) {
            read(at(minute * 60).value(HEART_RATE, 75 + minute * 7 % 13).build());
        }
        assertThat(told("rising-heart-rate")).isEmpty();
    }

    @Test
    void departureFromTheUsualIsFoundOnceEnoughWasSeen() {
        for (int minute = 0; minute <= 120; minute++) {
            read(at(minute * 60).value(RESPIRATORY_RATE, minute % 3 == 0 ? 15 : 14).build());
        }
        read(at(121 * 60).value(RESPIRATORY_RATE, 22).build());
        read(at(122 * 60).value(RESPIRATORY_RATE, 22).build());
        // Two hours are not enough to know what is usual over a day.
        assertThat(told("unusual-respiratory-rate")).isEmpty();
        for (int minute = 123; minute <= 600; minute++) {
            read(at(minute * 60).value(RESPIRATORY_RATE, minute % 3 == 0 ? 15 : 14).build());
        }
        for (int minute = 601; minute <= 620; minute++) {
            read(at(minute * 60).value(RESPIRATORY_RATE, 24).build());
        }
        Finding found = told("unusual-respiratory-rate").getFirst();
        assertThat(found.detail())
                .startsWith("Respiratory rate 24 /min for ")
                .contains("above this patient's usual 14 /min in steps of 2")
                .endsWith("limit 4 with 5 min delay, policy rich 3");
        assertThat(told("unusual-respiratory-rate")).hasSize(1);
    }

    @Test
    void severalThingsAtOnceAreOneFinding() {
        for (int t = 0; t <= 90; t += 5) {
            read(at(t).value(HEART_RATE, 118).build());
        }
        assertThat(told("possible-shock")).isEmpty();
        for (int t = 95; t <= 200; t += 5) {
            TestReading reading = at(t).value(HEART_RATE, 118);
            read(t == 95 ? reading.value(SYSTOLIC_PRESSURE, 78).build() : reading.build());
        }
        Finding found = told("possible-shock").getFirst();
        assertThat(found.priority()).isEqualTo(Priority.HIGH);
        assertThat(found.detail())
                .isEqualTo(
                        "Heart rate 118 /min (above 110) and low-systolic-pressure for 60 s,"
                                + " 2 of 2 with 60 s delay, policy rich 3");
        assertThat(found.evidence()).extracting(Finding.Evidence::sign).containsExactly(HEART_RATE);
    }

    @Test
    void staleTermNeitherHoldsNorEndsACombination() {
        for (int t = 0; t <= 120; t += 5) {
            TestReading reading = at(t).value(SYSTOLIC_PRESSURE, 84);
            read(reading.value(HEART_RATE, 118).build());
        }
        assertThat(told("possible-shock")).hasSize(1);
        // The heart rate is not measured any more: its last value is no evidence of recovery.
        for (int t = 125; t <= 900; t += 5) {
            read(at(t).value(SYSTOLIC_PRESSURE, 84).build());
        }
        assertThat(told("possible-shock")).hasSize(1);
    }

    @Test
    void bandOfAnyScoreIsFoundAndTheScoreIsTold() {
        for (int t = 0; t <= 120; t += 10) {
            read(
                    at(t).value(RESPIRATORY_RATE, 24)
                            .value(SYSTOLIC_PRESSURE, 96)
                            .value(CONSCIOUSNESS, 0)
                            .build());
        }
        assertThat(scores).anyMatch(score -> score.score().equals("qsofa"));
        Finding found = told("qsofa").getFirst();
        assertThat(found.detail())
                .startsWith("total 2: ")
                .endsWith(", limit 2 with 60 s delay, policy rich 3");
        assertThat(found.startedAt()).isEqualTo(T0.plusSeconds(60));
    }

    @Test
    void scoreThatNeedsTheAgeIsRefusedByNameUntilItIsKnown() {
        read(at(0).value(HEART_RATE, 150).value(RESPIRATORY_RATE, 40).build());
        Score refused = of("bedside-pews");
        assertThat(refused.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("age-unknown"));
        assertThat(refused.components()).noneMatch(c -> c.input().isPresent());
        PatientState known = PatientStateCodec.decode(state);
        known.setBornOn(LocalDate.of(2024, 3, 1));
        state = PatientStateCodec.encode(known);
        read(at(5).value(HEART_RATE, 150).value(RESPIRATORY_RATE, 40).build());
        assertThat(of("bedside-pews").refusal()).isEmpty();
        assertThat(of("bedside-pews").table().flatMap(Score.Table::ageRange))
                .hasValue("1 to 3 years");
        assertThat(of("bedside-pews").asOf(T0.plusSeconds(5)).lowerBound()).isEqualTo(2);
    }

    @Test
    void scoreIsTakenOfMediansSoThatOnePeakIsNone() {
        for (int t = 0; t < 60; t++) {
            read(at(t).value(RESPIRATORY_RATE, 18).value(SYSTOLIC_PRESSURE, 120).build());
        }
        int told = (int) scores.stream().filter(s -> s.score().equals("qsofa")).count();
        read(at(60).value(RESPIRATORY_RATE, 26).value(SYSTOLIC_PRESSURE, 120).build());
        assertThat(of("qsofa").asOf(T0.plusSeconds(60)).lowerBound()).isZero();
        assertThat(told).isEqualTo(1);
    }

    @Test
    void twoMonitorsThatDisagreeAreToldAndTheWorseOneCounts() {
        for (int t = 0; t <= 40; t++) {
            read(at(t).value(SPO2, 97).build());
            read(
                    TestReading.of("monitor-2", T0.plusSeconds(t).plusMillis(300))
                            .patient("p1")
                            .value(SPO2, 86)
                            .build());
        }
        assertThat(heldBack).isNotEmpty();
        HeldBack.Value held = heldBack.getLast().values().getFirst();
        assertThat(held.reason()).isEqualTo(HeldBack.Reason.DEVICES_DISAGREE);
        assertThat(held.value()).isEqualTo(97);
        assertThat(held.text()).isEqualTo("another device says 86 %");
        assertThat(told("low-spo2")).hasSize(1);
    }

    @Test
    void scoreInputInTheWrongUnitIsHeldBackAndNotScored() {
        // Fahrenheit that came as Celsius.
        read(at(0).value(TEMPERATURE, 98.6).value(HEART_RATE, 72).build());
        HeldBack.Value held = heldBack.getFirst().values().getFirst();
        assertThat(held.sign()).isEqualTo(TEMPERATURE);
        assertThat(held.reason()).isEqualTo(HeldBack.Reason.IMPLAUSIBLE);
        assertThat(findings).isEmpty();
        assertThat(of("news2").components())
                .filteredOn(c -> c.input().isPresent())
                .extracting(Score.Component::name)
                .containsExactly("pulse");
    }

    @Test
    void deviceThatMovesToAnotherPatientLeavesNothingBehind() {
        for (int t = 0; t <= 20; t++) {
            read(at(t).value(SPO2, 86).build());
        }
        assertThat(told("low-spo2")).hasSize(1);
        // It measures somebody else from now on, whose state is another one.
        byte[] first = state;
        state = PatientStateCodec.encode(new PatientState());
        for (int t = 21; t <= 40; t++) {
            read(at(t).value(SPO2, 97).build());
        }
        assertThat(heldBack).isEmpty();
        state = first;
        pass(21 + 31 * 60);
        Finding ended = told("low-spo2").getLast();
        assertThat(ended.phase()).isEqualTo(Phase.ENDED);
        assertThat(ended.detail()).startsWith("not measured since ");
    }

    @Test
    void silenceIsToldAndEndsWithTheNextReading() {
        read(at(0).value(SPO2, 97).build());
        pass(240);
        assertThat(told("silent-spo2")).isEmpty();
        pass(320);
        Finding silent = told("silent-spo2").getFirst();
        assertThat(silent.detail()).isEqualTo("nothing that counts for 5 min, policy rich 3");
        assertThat(silent.priority()).isEqualTo(Priority.LOW);
        assertThat(silent.startedAt()).isEqualTo(T0.plusSeconds(300));
        pass(340);
        assertThat(told("silent-spo2")).hasSize(1);
        read(at(400).value(SPO2, 97).build());
        assertThat(told("silent-spo2").getLast().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void lowBatteryIsToldOfTheDeviceThatHasIt() {
        battery = OptionalDouble.of(14.6);
        read(at(0).value(SPO2, 97).build());
        Finding found = told("low-battery").getFirst();
        assertThat(found.detail()).isEqualTo("battery 14 %, limit 15 %, policy rich 3");
        battery = OptionalDouble.of(90);
        read(
                TestReading.of("pump-3", T0.plusSeconds(1))
                        .patient("p1")
                        .value(HEART_RATE, 70)
                        .build());
        assertThat(told("low-battery")).hasSize(1);
        read(at(2).value(SPO2, 97).build());
        assertThat(told("low-battery").getLast().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void clockThatIsOffIsToldOnceItHasLasted() {
        for (int t = 0; t <= 70; t += 5) {
            Reading reading = at(t).value(SPO2, 97).build();
            read(
                    new Reading(
                            reading.messageId(),
                            reading.deviceId(),
                            reading.patientId(),
                            reading.bed(),
                            reading.measuredAt(),
                            Duration.ofMinutes(3),
                            ClockQuality.OFFSET,
                            reading.receivedAt(),
                            reading.lane(),
                            reading.values(),
                            false));
        }
        assertThat(told("clock-off").getFirst().detail())
                .isEqualTo("the device's clock is 3 min behind, limit 2 min, policy rich 3");
    }

    @Test
    void manyArtefactsAreATechnicalCondition() {
        for (int t = 0; t <= 900; t += 5) {
            TestReading reading = at(t).value(HEART_RATE, 72 + t / 5 % 3);
            read(
                    t % 20 == 0
                            ? reading.value(SPO2, 97).build()
                            : reading.value(
                                            SPO2,
                                            40,
                                            org.vitalwire.contracts.vitals.ValueFlag.ARTEFACT)
                                    .build());
        }
        Finding found = told("artefact-rate").getFirst();
        assertThat(found.detail())
                .matches("\\d\\d % of the values of 10 min held back, limit 30 %, policy rich 3");
        assertThat(told("low-spo2")).isEmpty();
    }

    private Score of(String name) {
        return scores.stream().filter(s -> s.score().equals(name)).toList().getLast();
    }

    private List<Finding> told(String condition) {
        return findings.stream().filter(f -> f.condition().equals(condition)).toList();
    }

    private static TestReading at(int second) {
        return TestReading.of("monitor-1", T0.plusSeconds(second)).patient("p1");
    }

    private void read(Reading reading) {
        PatientState decoded = PatientStateCodec.decode(state);
        decoded.setBattery(battery);
        take(
                evaluator.onReading(
                        decoded, PATIENT, reading, EventTime.micros(reading.receivedAt())),
                decoded);
    }

    private void pass(int second) {
        PatientState decoded = PatientStateCodec.decode(state);
        take(evaluator.onTime(decoded, PATIENT, EventTime.micros(T0.plusSeconds(second))), decoded);
    }

    private void take(Outcome outcome, PatientState decoded) {
        findings.addAll(outcome.findings());
        scores.addAll(outcome.scores());
        heldBack.addAll(outcome.heldBack());
        state = PatientStateCodec.encode(decoded);
    }
}
