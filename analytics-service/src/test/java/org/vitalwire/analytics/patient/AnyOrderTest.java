package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.TestReading;

/**
 * The same readings in any order within the lateness, some of them twice, with gaps: in the end the
 * same is found as when they come in order and once. The seed names the history.
 */
class AnyOrderTest {

    private static final int HISTORIES = 40;
    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
    private static final PatientId PATIENT = new PatientId("p1");

    /** The shipped policy, and one with a rule of every kind. */
    private final List<PatientEvaluator> evaluators =
            List.of(
                    new PatientEvaluator(PolicyReader.readDefault()),
                    new PatientEvaluator(RichPolicy.read()));

    /** What a reader of the findings holds to be so in the end. */
    private record Held(String condition, Instant startedAt, boolean ended, Priority priority) {}

    @Test
    void whateverTheOrderTheSameIsFoundInTheEnd() {
        int found = 0;
        int withdrawn = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            List<Reading> readings = history(new Random(seed));
            Run inOrder = new Run(seed, false);
            readings.forEach(inOrder::take);
            Run shuffled = new Run(seed, true);
            arrivals(readings, new Random(~seed)).forEach(shuffled::take);

            assertThat(shuffled.held()).as("seed %d", seed).isEqualTo(inOrder.held());
            assertThat(shuffled.lastScore()).as("seed %d", seed).isEqualTo(inOrder.lastScore());
            assertThat(shuffled.settledBytes())
                    .as("seed %d", seed)
                    .isEqualTo(inOrder.settledBytes());
            assertThat(shuffled.late).as("seed %d", seed).isZero();
            found += inOrder.held().size();
            withdrawn += shuffled.withdrawn;
        }
        // Else the histories would show nothing.
        assertThat(found).isGreaterThan(HISTORIES);
        assertThat(withdrawn).isPositive();
    }

    @Test
    void readerIsNeverToldTwoThingsAtOnce() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            Run shuffled = new Run(seed, true);
            arrivals(history(new Random(seed)), new Random(~seed)).forEach(shuffled::take);
            Map<String, Instant> toldAt = new TreeMap<>();
            for (Finding finding : shuffled.findings) {
                Instant before = toldAt.put(finding.condition(), finding.at());
                assertThat(before == null || !finding.at().isBefore(before))
                        .as("seed %d: %s goes forward", seed, finding.condition())
                        .isTrue();
            }
        }
    }

    @Test
    void backfillInAnyOrderFindsTheSame() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            List<Reading> readings =
                    history(new Random(seed)).stream().map(AnyOrderTest::late).toList();
            Run inOrder = new Run(seed, false);
            readings.forEach(inOrder::take);
            inOrder.pass(Duration.ofMinutes(10));
            Run shuffled = new Run(seed, true);
            arrivals(readings, new Random(~seed)).forEach(shuffled::take);
            shuffled.pass(Duration.ofMinutes(10));
            assertThat(shuffled.held()).as("seed %d", seed).isEqualTo(inOrder.held());
            assertThat(shuffled.findings).allMatch(Finding::retrospective);
        }
    }

    /** A patient who wanders around the limits, from two devices, with gaps. */
    private static List<Reading> history(Random random) {
        List<Reading> readings = new ArrayList<>();
        long millis = 0;
        double spo2 = 93;
        double heartRate = 115;
        for (int i = 0; i < 240; i++) {
            millis +=
                    random.nextInt(60) == 0
                            ? 40_000 + random.nextInt(60_000)
                            : 400 + random.nextInt(900);
            spo2 = Math.clamp(spo2 + (random.nextDouble() - 0.5) * 4, 78, 99);
            heartRate = Math.clamp(heartRate + (random.nextDouble() - 0.5) * 12, 85, 190);
            Instant at = T0.plusMillis(millis);
            TestReading monitor =
                    TestReading.of("monitor-1", at)
                            .patient(PATIENT.value())
                            .value(VitalSign.SPO2, Math.rint(spo2))
                            .value(VitalSign.HEART_RATE, Math.rint(heartRate));
            if (random.nextInt(20) == 0) {
                monitor.value(VitalSign.SYSTOLIC_PRESSURE, 80 + random.nextInt(40));
            }
            readings.add(monitor.build());
            if (random.nextInt(3) == 0) {
                readings.add(
                        TestReading.of("belt-7", at.plusMillis(random.nextInt(3) * 50L))
                                .patient(PATIENT.value())
                                .value(VitalSign.RESPIRATORY_RATE, 14 + random.nextInt(20))
                                .build());
            }
        }
        readings.sort(Comparator.comparing(Measurement::of, Measurement.IN_ORDER));
        return readings;
    }

    /** Each is under way for less than the lateness, and some come twice. */
    private static List<Reading> arrivals(List<Reading> readings, Random random) {
        record Arrival(long at, Reading reading) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (Reading reading : readings) {
            long measured = EventTime.micros(reading.measuredAt());
            arrivals.add(new Arrival(measured + delay(random), reading));
            if (random.nextInt(5) == 0) {
                arrivals.add(new Arrival(measured + delay(random), reading));
            }
        }
        return arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::at))
                .map(Arrival::reading)
                .toList();
    }

    private static long delay(Random random) {
        return random.nextInt(4) == 0 ? random.nextLong(4_990_000) : random.nextLong(300_000);
    }

    private static Reading late(Reading reading) {
        TestReading late =
                TestReading.of(reading.deviceId().value(), reading.measuredAt())
                        .patient(PATIENT.value())
                        .backfill();
        reading.values().forEach(value -> late.value(value.sign(), value.value()));
        return late.build();
    }

    private final class Run {

        private final PatientEvaluator evaluator;
        private final boolean throughBytes;
        private final Random random;
        private PatientState state = new PatientState();
        private final List<Finding> findings = new ArrayList<>();
        private final Map<String, Score> lastScores = new TreeMap<>();
        private int late;
        private int withdrawn;
        private Instant now = T0;

        Run(long seed, boolean throughBytes) {
            this.evaluator = evaluators.get((int) (seed % 2));
            this.throughBytes = throughBytes;
            this.random = new Random(seed);
        }

        void take(Reading reading) {
            now = reading.receivedAt().isAfter(now) ? reading.receivedAt() : now;
            add(evaluator.onReading(state, PATIENT, reading, EventTime.micros(now)));
            // Now and then as after a restart: from bytes, without anything that is not stored.
            if (throughBytes && random.nextInt(3) == 0) {
                state = PatientStateCodec.decode(PatientStateCodec.encode(state));
            }
        }

        void pass(Duration later) {
            add(evaluator.onTime(state, PATIENT, EventTime.micros(now.plus(later))));
        }

        private void add(Outcome outcome) {
            findings.addAll(outcome.findings());
            withdrawn +=
                    (int)
                            outcome.findings().stream()
                                    .filter(f -> f.detail().equals(Explanation.WITHDRAWN.detail()))
                                    .count();
            for (Score score : outcome.scores()) {
                lastScores.put(score.score(), score);
            }
            late += outcome.isLate() ? 1 : 0;
        }

        Map<String, Held> held() {
            Map<String, Held> held = new TreeMap<>();
            for (Finding finding : findings) {
                if (finding.detail().equals(Explanation.WITHDRAWN.detail())) {
                    held.remove(finding.findingId());
                } else {
                    held.put(
                            finding.findingId(),
                            new Held(
                                    finding.condition(),
                                    finding.startedAt(),
                                    finding.phase() == Phase.ENDED,
                                    finding.priority()));
                }
            }
            return held;
        }

        /** What they are worth: a value that changes no points is not told again for a minute. */
        Map<String, Object> lastScore() {
            Map<String, Object> worth = new TreeMap<>();
            lastScores.forEach((name, score) ->
                    worth.put(
                            name,
                            score.components().stream()
                                    .map(c -> List.of(c.name(), c.input().map(Score.Input::points)))
                                    .toList()));
            return worth;
        }

        List<Byte> settledBytes() {
            PatientState only = new PatientState();
            only.live = new Track();
            only.live.settled = state.live.settled;
            only.live.pending.addAll(state.live.pending);
            only.live.newestAt = state.live.newestAt;
            only.live.settledTo = state.live.settledTo;
            byte[] bytes = PatientStateCodec.encode(only);
            Byte[] boxed = new Byte[bytes.length];
            Arrays.setAll(boxed, i -> bytes[i]);
            return List.of(boxed);
        }
    }
}
