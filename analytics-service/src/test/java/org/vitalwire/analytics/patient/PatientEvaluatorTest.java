package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.contracts.vitals.VitalSign.CONSCIOUSNESS;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.OXYGEN_FLOW;
import static org.vitalwire.contracts.vitals.VitalSign.RESPIRATORY_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;
import static org.vitalwire.contracts.vitals.VitalSign.SYSTOLIC_PRESSURE;
import static org.vitalwire.contracts.vitals.VitalSign.TEMPERATURE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.news2.News2;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.TestReading;

/** One patient under the shipped policy. The state goes through its bytes at every step. */
class PatientEvaluatorTest {

    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
    private static final PatientId PATIENT = new PatientId("p1");

    private final PatientEvaluator evaluator = new PatientEvaluator(PolicyReader.readDefault());
    private byte[] state = PatientStateCodec.encode(new PatientState());
    private final List<Finding> findings = new ArrayList<>();
    private final List<Score> scores = new ArrayList<>();

    @Test
    void lowSaturationIsFoundAfterItsDelayAndExplained() {
        for (int t = 0; t <= 20; t++) {
            read(at(t).value(SPO2, 88).build());
        }
        Finding found = only("low-spo2");
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
        read(at(0).value(SPO2, 55).build());
        assertThat(only("low-spo2").priority()).isEqualTo(Priority.HIGH);
        assertThat(only("low-spo2").detail())
                .isEqualTo("SpO2 55 %, limit 60 %, policy ward-adult 1");
    }

    @Test
    void priorityRisesWithDepthInOneFinding() {
        for (int t = 0; t <= 20; t++) {
            read(at(t).value(SPO2, 88).build());
        }
        for (int t = 21; t <= 31; t++) {
            read(at(t).value(SPO2, 82).build());
        }
        for (int t = 32; t <= 60; t++) {
            read(at(t).value(SPO2, 96).build());
        }
        List<Finding> told = told("low-spo2");
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
        read(at(0).value(SPO2, 97).build());
        read(at(60).value(SPO2, 88).build());
        assertThat(told("low-spo2")).isEmpty();
        read(at(120).value(SPO2, 87).build());
        assertThat(only("low-spo2").at()).isEqualTo(T0.plusSeconds(120));
    }

    @Test
    void flaggedValueNeverCounts() {
        for (int t = 0; t <= 60; t++) {
            read(at(t).value(SPO2, 40, ValueFlag.ARTEFACT).value(HEART_RATE, 72).build());
        }
        assertThat(findings).isEmpty();
        assertThat(scores)
                .allSatisfy(score -> assertThat(components(score)).doesNotContain("spo2"));
    }

    @Test
    void lateReadingDoesNotMoveLiveState() {
        for (int t = 0; t <= 20; t++) {
            read(at(t).value(SPO2, 97).value(HEART_RATE, 72).build());
        }
        int told = scores.size();
        read(at(10).value(SPO2, 50).value(HEART_RATE, 20).messageId("late").build());
        assertThat(findings).isEmpty();
        assertThat(scores).hasSize(told);
    }

    @Test
    void repeatedReadingSaysTheSameFindingAgainAndNothingElse() {
        for (int t = 0; t <= 20; t++) {
            read(at(t).value(SPO2, 88).build());
        }
        Finding first = only("low-spo2");
        findings.clear();
        for (int t = 0; t <= 20; t++) {
            read(at(t).value(SPO2, 88).build());
        }
        assertThat(findings).containsExactly(first);
    }

    @Test
    void backfillIsLabelledAndLeavesLiveAlone() {
        for (int t = 0; t <= 20; t++) {
            read(at(t).value(SPO2, 97).build());
        }
        for (int t = -3600; t <= -3500; t++) {
            read(at(t).value(SPO2, 82).backfill().build());
        }
        for (int t = 21; t <= 40; t++) {
            read(at(t).value(SPO2, 97).build());
        }
        assertThat(told("low-spo2")).isNotEmpty();
        assertThat(findings)
                .allSatisfy(found -> {
                    assertThat(found.retrospective()).isTrue();
                    assertThat(found.at()).isBefore(T0);
                });
        assertThat(scores).anyMatch(Score::retrospective);
        assertThat(scores)
                .filteredOn(score -> !score.retrospective())
                .allSatisfy(score -> assertThat(score.measuredAt()).isAfterOrEqualTo(T0));
    }

    @Test
    void backfillThatPausesLeavesNothingOpen() {
        for (int t = -3600; t <= -3500; t++) {
            read(at(t).value(SPO2, 82).backfill().build(), T0);
        }
        pass(T0.plusSeconds(60));
        assertThat(told("low-spo2")).hasSize(1);
        pass(T0.plusSeconds(130));
        assertThat(told("low-spo2"))
                .extracting(Finding::phase)
                .containsExactly(Phase.STARTED, Phase.ENDED);
        assertThat(told("low-spo2").getLast().retrospective()).isTrue();
    }

    @Test
    void earlierBackfillIsEvaluatedFromItsStart() {
        for (int t = -3600; t <= -3500; t++) {
            read(at(t).value(SPO2, 82).backfill().build());
        }
        for (int t = -36_000; t <= -35_900; t++) {
            read(at(t).value(SPO2, 82).backfill().build());
        }
        assertThat(told("low-spo2"))
                .extracting(Finding::phase)
                .containsExactly(Phase.STARTED, Phase.ENDED, Phase.STARTED);
        assertThat(told("low-spo2").getFirst().findingId())
                .isEqualTo(told("low-spo2").get(1).findingId())
                .isNotEqualTo(told("low-spo2").get(2).findingId());
    }

    @Test
    void saturationLimitFollowsTheOrderedTarget() {
        order(2, T0);
        for (int t = 0; t <= 60; t++) {
            read(at(t).value(SPO2, 88).build());
        }
        assertThat(told("low-spo2")).isEmpty();
        for (int t = 61; t <= 80; t++) {
            read(at(t).value(SPO2, 86).build());
        }
        assertThat(only("low-spo2").detail())
                .isEqualTo("SpO2 86 % for 15 s, limit 88 % with 15 s delay, policy ward-adult 1");
    }

    @Test
    void orderChangesTheScoreAtOnce() {
        read(at(0).value(SPO2, 90).value(OXYGEN_FLOW, 2).build());
        assertThat(scores.getLast().asOf(T0).lowerBound()).isEqualTo(5);
        order(2, T0.plusSeconds(1));
        assertThat(scores.getLast().spo2Scale()).isEqualTo(2);
        assertThat(scores.getLast().asOf(T0).lowerBound()).isEqualTo(2);
    }

    @Test
    void backfillIsScoredOnTheScaleOfItsTime() {
        order(2, T0);
        read(at(-600).value(SPO2, 90).backfill().build());
        read(at(5).value(SPO2, 90).backfill().build());
        assertThat(scores.getLast().spo2Scale()).isEqualTo(1);
        read(at(11).value(SPO2, 90).backfill().build());
        assertThat(scores.getLast().spo2Scale()).isEqualTo(2);
    }

    @Test
    void olderOrderDoesNotReplaceANewer() {
        order(2, T0);
        order(1, T0.minusSeconds(10));
        read(at(0).value(SPO2, 90).build());
        assertThat(scores.getLast().spo2Scale()).isEqualTo(2);
    }

    @Test
    void scoreIsToldWhenItChangesAndEveryMinute() {
        for (int t = 0; t < 60; t++) {
            read(at(t).value(HEART_RATE, 72).build());
        }
        assertThat(scores).hasSize(1);
        read(at(60).value(HEART_RATE, 73).build());
        assertThat(scores).hasSize(2);
        // The median of a minute follows a change that has lasted for half of one.
        for (int t = 61; t <= 95; t++) {
            read(at(t).value(HEART_RATE, 95).build());
        }
        assertThat(scores).hasSize(3);
        assertThat(scores.getLast().asOf(T0.plusSeconds(95)).lowerBound()).isEqualTo(1);
        assertThat(scores.getLast().measuredAt()).isBetween(T0.plusSeconds(80), T0.plusSeconds(95));
    }

    @Test
    void agedInputIsToldWithoutANewReading() {
        read(full(0, 16, 97, 0).build());
        assertThat(scores.getLast().asOf(T0).isComplete()).isTrue();
        assertThat(scores.getLast().asOf(T0.plus(Duration.ofMinutes(6))).isComplete()).isFalse();
        pass(T0.plusSeconds(290));
        assertThat(scores).hasSize(1);
        pass(T0.plusSeconds(301));
        assertThat(scores).hasSize(2);
        assertThat(components(scores.getLast()))
                .containsExactly("oxygen", "systolic-pressure", "consciousness", "temperature");
        pass(T0.plusSeconds(310));
        assertThat(scores).hasSize(2);
    }

    @Test
    void deterioratingPatientIsOneFindingThatRises() {
        for (int t = 0; t <= 120; t += 5) {
            read(full(t, 22, 93, 2).build());
        }
        for (int t = 125; t <= 300; t += 5) {
            read(full(t, 26, 90, 2).build());
        }
        List<Finding> told = told("news2");
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
        read(full(0, 16, 97, 0).build());
        read(full(5, 26, 90, 2).build());
        for (int t = 10; t <= 200; t += 5) {
            read(full(t, 16, 97, 0).build());
        }
        assertThat(told("news2")).isEmpty();
    }

    @Test
    void completeSpotSetCountsByTimeAlone() {
        read(full(0, 26, 90, 2).build(), T0);
        pass(T0.plusSeconds(30));
        assertThat(told("news2")).isEmpty();
        pass(T0.plusSeconds(70));
        assertThat(only("news2").at()).isEqualTo(T0.plusSeconds(60));
        assertThat(only("news2").priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void incompleteScoreMustBeConfirmedByFurtherReadings() {
        read(at(0).value(RESPIRATORY_RATE, 26).value(SPO2, 90).build(), T0);
        pass(T0.plusSeconds(70));
        assertThat(told("news2")).isEmpty();
        for (int t = 75; t <= 140; t += 5) {
            read(at(t).value(RESPIRATORY_RATE, 26).value(SPO2, 90).build());
        }
        assertThat(only("news2").detail()).startsWith("at least 6");
        assertThat(only("news2").priority()).isEqualTo(Priority.MEDIUM);
    }

    @Test
    void findingDoesNotEndBecauseAnInputHasAged() {
        read(full(0, 26, 93, 0).build());
        for (int t = 5; t <= 120; t += 5) {
            read(at(t).value(RESPIRATORY_RATE, 26).value(SPO2, 93).value(HEART_RATE, 72).build());
        }
        assertThat(only("news2").priority()).isEqualTo(Priority.MEDIUM);
        // The saturation, worth 2 of the 5, is not measured any more, and ages.
        for (int t = 125; t <= 600; t += 5) {
            read(at(t).value(RESPIRATORY_RATE, 26).value(HEART_RATE, 72).build());
        }
        assertThat(told("news2")).hasSize(1);
        for (int t = 605; t <= 1000; t += 5) {
            read(at(t).value(RESPIRATORY_RATE, 16).value(HEART_RATE, 72).build());
        }
        assertThat(told("news2").getLast().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void findingOfASignThatIsNotMeasuredAnyMoreEnds() {
        for (int t = 0; t <= 20; t++) {
            read(at(t).value(SPO2, 88).build());
        }
        pass(T0.plus(Duration.ofMinutes(29)));
        assertThat(told("low-spo2")).hasSize(1);
        pass(T0.plus(Duration.ofMinutes(31)));
        Finding ended = told("low-spo2").getLast();
        assertThat(ended.phase()).isEqualTo(Phase.ENDED);
        assertThat(ended.detail())
                .isEqualTo(
                        "not measured since 2026-11-23T08:00:20Z, 88 % when last reported,"
                                + " policy ward-adult 1");
    }

    @Test
    void silentPatientIsForgottenButNotTheOrder() {
        order(2, T0);
        read(full(0, 16, 97, 0).build(), T0);
        pass(T0.plus(Duration.ofDays(3)));
        PatientState after = PatientStateCodec.decode(state);
        assertThat(after.live.settled.inputs.isEmpty()).isTrue();
        assertThat(after.orders.scale()).isEqualTo(2);
        assertThat(after.isForgettable()).isFalse();
    }

    @Test
    void textsNameNoPatient() {
        for (int t = 0; t <= 120; t += 5) {
            read(full(t, 26, 80, 2).build());
        }
        assertThat(findings)
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
        read(at(0).value(SPO2, 55).synthetic().build());
        assertThat(only("low-spo2").synthetic()).isTrue();
        assertThat(scores.getLast().synthetic()).isTrue();
    }

    @Test
    void cuffMeasurementIsBelievedAtOnce() {
        read(at(0).value(SYSTOLIC_PRESSURE, 78).build());
        assertThat(only("low-systolic-pressure").priority()).isEqualTo(Priority.HIGH);
    }

    /** NEWS2 gives a red score from 90 mmHg down; the next cuff may be hours away. */
    @Test
    void loneCuffMeasurementIsToldAfterFiveMinutesAndNotAfterTheNextOne() {
        read(at(0).value(SYSTOLIC_PRESSURE, 90).build(), T0);
        pass(T0.plusSeconds(290));
        assertThat(told("low-systolic-pressure")).isEmpty();
        pass(T0.plusSeconds(310));
        Finding found = only("low-systolic-pressure");
        assertThat(found.phase()).isEqualTo(Phase.STARTED);
        assertThat(found.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(found.at()).isEqualTo(T0.plusSeconds(300));
        assertThat(found.detail())
                .isEqualTo(
                        "Systolic blood pressure 90 mmHg, not refuted by another for 5 min,"
                                + " limit 91 mmHg, policy ward-adult 1");
        assertThat(found.evidence())
                .containsExactly(new Finding.Evidence(SYSTOLIC_PRESSURE, 90, T0));
        pass(T0.plusSeconds(400));
        assertThat(told("low-systolic-pressure")).hasSize(1);
    }

    @Test
    void secondCuffMeasurementRefutesTheFirst() {
        read(at(0).value(SYSTOLIC_PRESSURE, 84).build(), T0);
        read(at(150).value(SYSTOLIC_PRESSURE, 112).build());
        pass(T0.plusSeconds(3_600));
        assertThat(told("low-systolic-pressure")).isEmpty();
    }

    @Test
    void secondCuffMeasurementThatAgreesIsNotWaitedFor() {
        read(at(0).value(SYSTOLIC_PRESSURE, 84).build(), T0);
        read(at(120).value(SYSTOLIC_PRESSURE, 86).build());
        assertThat(only("low-systolic-pressure").at()).isEqualTo(T0.plusSeconds(120));
        assertThat(only("low-systolic-pressure").detail())
                .startsWith("Systolic blood pressure 86 mmHg for 2 min, limit 91 mmHg");
    }

    /** Two cuffs in quick succession are no continuous measurement. */
    @Test
    void quickRepetitionThatAgreesDoesNotEndInSilence() {
        read(at(0).value(SYSTOLIC_PRESSURE, 84).build(), T0);
        read(at(20).value(SYSTOLIC_PRESSURE, 85).build());
        pass(T0.plusSeconds(310));
        assertThat(only("low-systolic-pressure").at()).isEqualTo(T0.plusSeconds(300));
        assertThat(only("low-systolic-pressure").evidence())
                .containsExactly(new Finding.Evidence(SYSTOLIC_PRESSURE, 85, T0.plusSeconds(20)));
    }

    /** Any later reading lets event time pass as our clock does: a replay finds the same. */
    @Test
    void loneCuffMeasurementIsBelievedByEventTimeToo() {
        read(at(0).value(SYSTOLIC_PRESSURE, 84).build());
        read(at(600).value(HEART_RATE, 72).build());
        assertThat(only("low-systolic-pressure").at()).isEqualTo(T0.plusSeconds(300));
    }

    /** It was under way for longer than what it refutes was waited for. */
    @Test
    void whatRefutesALoneMeasurementTakesItBackWhenItComesLate() {
        read(at(0).value(SYSTOLIC_PRESSURE, 84).build(), T0);
        pass(T0.plusSeconds(310));
        read(at(200).value(SYSTOLIC_PRESSURE, 118).build(), T0.plusSeconds(330));
        assertThat(told("low-systolic-pressure"))
                .extracting(Finding::phase)
                .containsExactly(Phase.STARTED, Phase.ENDED);
        assertThat(told("low-systolic-pressure").getLast().detail()).startsWith("withdrawn");
    }

    @Test
    void cuffThatIsHeldBackNeitherCallsNorRefutes() {
        read(at(0).value(SYSTOLIC_PRESSURE, 84, ValueFlag.QUESTIONABLE).build(), T0);
        pass(T0.plusSeconds(600));
        assertThat(told("low-systolic-pressure")).isEmpty();
        read(at(700).value(SYSTOLIC_PRESSURE, 84).build(), T0.plusSeconds(700));
        read(at(800).value(SYSTOLIC_PRESSURE, 120, ValueFlag.QUESTIONABLE).build());
        pass(T0.plusSeconds(1_010));
        assertThat(only("low-systolic-pressure").at()).isEqualTo(T0.plusSeconds(1_000));
    }

    @Test
    void stateStaysSmall() {
        for (int t = 0; t < 600; t += 5) {
            everySource(t, false);
        }
        assertThat(state.length).isLessThanOrEqualTo(2048);
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
        assertThat(state.length).isLessThanOrEqualTo(3072);
    }

    private static TestReading at(int second) {
        return TestReading.of("monitor-1", T0.plusSeconds(second)).patient("p1");
    }

    private static TestReading full(int second, int respiratoryRate, int spo2, int flow) {
        return at(second)
                .value(RESPIRATORY_RATE, respiratoryRate)
                .value(SPO2, spo2)
                .value(OXYGEN_FLOW, flow)
                .value(SYSTOLIC_PRESSURE, 120)
                .value(HEART_RATE, 72)
                .value(CONSCIOUSNESS, 0)
                .value(TEMPERATURE, 37);
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
            read(backfill ? reading.backfill().build() : reading.build());
        }
    }

    private void read(Reading reading) {
        read(reading, reading.receivedAt());
    }

    private void read(Reading reading, Instant now) {
        PatientState decoded = PatientStateCodec.decode(state);
        take(evaluator.onReading(decoded, PATIENT, reading, EventTime.micros(now)), decoded);
    }

    private void pass(Instant now) {
        PatientState decoded = PatientStateCodec.decode(state);
        take(evaluator.onTime(decoded, PATIENT, EventTime.micros(now)), decoded);
    }

    private void order(int scale, Instant at) {
        PatientState decoded = PatientStateCodec.decode(state);
        take(
                evaluator.onOrder(
                        decoded,
                        PATIENT,
                        new OxygenTargetOrder(PATIENT, scale, at, "dr"),
                        EventTime.micros(at)),
                decoded);
    }

    private void take(Outcome outcome, PatientState decoded) {
        findings.addAll(outcome.findings());
        outcome.scores().stream()
                .filter(score -> score.score().equals(News2.SCORE))
                .forEach(scores::add);
        state = PatientStateCodec.encode(decoded);
    }

    private List<Finding> told(String condition) {
        return findings.stream().filter(f -> f.condition().equals(condition)).toList();
    }

    private Finding only(String condition) {
        List<Finding> told = told(condition);
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    private static List<String> components(Score score) {
        return score.components().stream()
                .filter(c -> c.input().isPresent())
                .map(Score.Component::name)
                .toList();
    }
}
