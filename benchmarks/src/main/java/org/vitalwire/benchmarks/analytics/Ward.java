package org.vitalwire.benchmarks.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.analytics.patient.PatientEvaluator;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.analytics.patient.PatientStateCodec;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.TestReading;

/**
 * Patients whose readings come in turn, and the path of each: bytes of the reading, state of the
 * patient, evaluation, bytes of the state. All readings are synthetic and unremarkable, six values
 * each, and differ from one to the next.
 */
final class Ward {

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final int VARIANTS = 64;

    private final PatientEvaluator evaluator;
    private final int patients;
    private final long everyMicros;
    private final int decodedAtMost;
    private final byte[] @Nullable [] states;
    private final Map<Integer, PatientState> decoded;
    private final List<TestValues> variants = new ArrayList<>();
    private long turn;

    private record TestValues(double heartRate, double respiratoryRate, double spo2) {}

    /**
     * @param perSecond readings a second of all patients together
     * @param decodedAtMost how many states are kept decoded, as the service does
     */
    Ward(Policy policy, int patients, double perSecond, int decodedAtMost) {
        this.evaluator = new PatientEvaluator(policy);
        this.patients = patients;
        this.everyMicros = Math.round(1e6 / perSecond);
        this.decodedAtMost = decodedAtMost;
        this.states = new byte[patients] @Nullable [];
        this.decoded =
                new LinkedHashMap<>(64, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Integer, PatientState> eldest) {
                        return size() > Ward.this.decodedAtMost;
                    }
                };
        Random random = new Random(5);
        for (int i = 0; i < VARIANTS; i++) {
            variants.add(
                    new TestValues(
                            68 + random.nextInt(8),
                            14 + random.nextInt(3),
                            96 + random.nextInt(3)));
        }
    }

    /** The bytes of the next readings, made before the clock runs. */
    byte[][] next(int count) {
        byte[][] bytes = new byte[count][];
        for (int i = 0; i < count; i++) {
            int patient = (int) (turn % patients);
            TestValues values = variants.get((int) (turn * 31 / patients % VARIANTS));
            bytes[i] =
                    EventCodecs.READING.encode(
                            TestReading.of(
                                            "monitor-" + patient,
                                            START.plusNanos(turn * everyMicros * 1_000))
                                    .patient("patient-" + patient)
                                    .bed("A-" + patient)
                                    .value(VitalSign.HEART_RATE, values.heartRate())
                                    .value(VitalSign.RESPIRATORY_RATE, values.respiratoryRate())
                                    .value(VitalSign.SPO2, values.spo2())
                                    .value(VitalSign.SYSTOLIC_PRESSURE, 121)
                                    .value(VitalSign.DIASTOLIC_PRESSURE, 77)
                                    .value(VitalSign.TEMPERATURE, 36.8)
                                    .synthetic()
                                    .build());
            turn++;
        }
        return bytes;
    }

    /** What the stream does with each, but for Kafka's part. */
    long evaluate(byte[][] readings, long firstTurn) {
        long told = 0;
        for (int i = 0; i < readings.length; i++) {
            int patient = (int) ((firstTurn + i) % patients);
            Reading reading = EventCodecs.READING.decode(readings[i]);
            PatientState state = decoded.remove(patient);
            if (state == null) {
                state = PatientStateCodec.decode(states[patient]);
            }
            Outcome outcome =
                    evaluator.onReading(
                            state,
                            reading.patientId().orElseThrow(),
                            reading,
                            EventTime.micros(reading.receivedAt()));
            states[patient] = PatientStateCodec.encode(state);
            if (decodedAtMost > 0) {
                decoded.put(patient, state);
            }
            told += outcome.scores().size() + outcome.findings().size();
        }
        return told;
    }

    long turn() {
        return turn;
    }

    /** Bytes of a state, on average. */
    double stateSize() {
        long sum = 0;
        for (byte @Nullable [] state : states) {
            sum += state == null ? 0 : state.length;
        }
        return (double) sum / patients;
    }
}
