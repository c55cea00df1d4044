package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.contracts.vitals.VitalSign.CONSCIOUSNESS;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.OXYGEN_FLOW;
import static org.vitalwire.contracts.vitals.VitalSign.RESPIRATORY_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;
import static org.vitalwire.contracts.vitals.VitalSign.SYSTOLIC_PRESSURE;
import static org.vitalwire.contracts.vitals.VitalSign.TEMPERATURE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.news2.News2;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.testkit.TestReading;

/** One patient under the shipped policy. The state goes through its bytes at every step. */
final class EvaluatedPatient {

    static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");

    private static final PatientId PATIENT = new PatientId("p1");

    private final PatientEvaluator evaluator = new PatientEvaluator(PolicyReader.readDefault());
    private byte[] state = PatientStateCodec.encode(new PatientState());
    private final List<Finding> findings = new ArrayList<>();
    private final List<Score> scores = new ArrayList<>();

    static TestReading at(int second) {
        return TestReading.of("monitor-1", T0.plusSeconds(second)).patient("p1");
    }

    /** With every input of NEWS2. */
    static TestReading full(int second, int respiratoryRate, int spo2, int flow) {
        return at(second)
                .value(RESPIRATORY_RATE, respiratoryRate)
                .value(SPO2, spo2)
                .value(OXYGEN_FLOW, flow)
                .value(SYSTOLIC_PRESSURE, 120)
                .value(HEART_RATE, 72)
                .value(CONSCIOUSNESS, 0)
                .value(TEMPERATURE, 37);
    }

    /** When it was received. */
    void read(Reading reading) {
        read(reading, reading.receivedAt());
    }

    void read(Reading reading, Instant now) {
        PatientState decoded = PatientStateCodec.decode(state);
        take(evaluator.onReading(decoded, PATIENT, reading, EventTime.micros(now)), decoded);
    }

    void pass(Instant now) {
        PatientState decoded = PatientStateCodec.decode(state);
        take(evaluator.onTime(decoded, PATIENT, EventTime.micros(now)), decoded);
    }

    void order(int scale, Instant at) {
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

    List<Finding> told(String condition) {
        return findings.stream().filter(f -> f.condition().equals(condition)).toList();
    }

    Finding only(String condition) {
        List<Finding> told = told(condition);
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    /** All that was told, of whatever condition. */
    List<Finding> findings() {
        return findings;
    }

    /** NEWS2 as it was told. */
    List<Score> scores() {
        return scores;
    }

    void forgetFindings() {
        findings.clear();
    }

    PatientState state() {
        return PatientStateCodec.decode(state);
    }

    int stateBytes() {
        return state.length;
    }

    /** The names of what was measured. */
    static List<String> components(Score score) {
        return score.components().stream()
                .filter(c -> c.input().isPresent())
                .map(Score.Component::name)
                .toList();
    }
}
