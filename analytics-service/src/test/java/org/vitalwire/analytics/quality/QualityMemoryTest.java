package org.vitalwire.analytics.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.TestReading;

/** Properties of the gate over random streams with every kind of fault; a seed a case. */
class QualityMemoryTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    private static final List<VitalSign> SIGNS =
            List.of(
                    VitalSign.HEART_RATE,
                    VitalSign.PULSE_RATE,
                    VitalSign.RESPIRATORY_RATE,
                    VitalSign.SPO2,
                    VitalSign.PERFUSION_INDEX,
                    VitalSign.TEMPERATURE,
                    VitalSign.SYSTOLIC_PRESSURE,
                    VitalSign.DIASTOLIC_PRESSURE,
                    VitalSign.MEAN_PRESSURE,
                    VitalSign.CONSCIOUSNESS);
    private static final double[] USUAL = {75, 75, 15, 97, 3, 36.8, 120, 70, 87, 0};
    private static final double[] SPREAD = {5, 5, 3, 1, 1, 0.1, 10, 8, 8, 0.2};

    private final QualityGate gate = new QualityGate(QualityRulesReader.shipped());

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void judgesTheSameAfterEveryWriteAndReadAndAsACopy(long seed) {
        QualityMemory kept = new QualityMemory();
        QualityMemory stored = new QualityMemory();
        for (Reading reading : stream(seed, 400)) {
            QualityMemory copy = kept.copy();
            Judged judged = gate.judge(kept, reading);
            assertThat(gate.judge(stored, reading)).isEqualTo(judged);
            assertThat(gate.judge(copy, reading)).isEqualTo(judged);
            byte[] bytes = bytes(kept, reading);
            assertThat(bytes(copy, reading)).isEqualTo(bytes);
            stored = QualityMemory.read(reader(bytes));
            assertThat(bytes(stored, reading)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyValueCountsOrIsHeldBackWithAReason(long seed) {
        QualityMemory memory = new QualityMemory();
        for (Reading reading : stream(seed, 400)) {
            Judged judged = gate.judge(memory, reading);
            List<VitalSign> all = new ArrayList<>();
            judged.counting().forEach(value -> all.add(value.sign()));
            judged.heldBack().forEach(value -> all.add(value.sign()));
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            reading.values().stream().map(VitalValue::sign).toList());
            assertThat(judged.counting()).allMatch(VitalValue::isScorable);
            assertThat(judged.heldBack())
                    .allMatch(value -> !value.text().isBlank())
                    .noneMatch(value -> value.reason() == HeldBack.Reason.OTHER);
        }
    }

    /** The promise that nobody is missed: what is bad and lasts counts. */
    @ParameterizedTest
    @MethodSource("seeds")
    void emergencyThatLastsCountsWithinThreeMinutesWhateverCameBefore(long seed) {
        QualityMemory memory = new QualityMemory();
        List<Reading> before = stream(seed, 300);
        before.forEach(reading -> gate.judge(memory, reading));
        Instant start = before.getLast().measuredAt();
        Random random = new Random(seed);
        double[] bad = {
            random.nextBoolean() ? 170 : 32, 60 + random.nextInt(60), 36, 78, 1, 33, 62, 41, 48, 4
        };
        List<VitalSign> counted = new ArrayList<>();
        for (int second = 1; second <= 181; second++) {
            TestReading reading = TestReading.of("monitor-0", start.plusSeconds(second));
            for (int i = 0; i < SIGNS.size(); i++) {
                if (SIGNS.get(i) != VitalSign.PULSE_RATE || random.nextBoolean()) {
                    reading.value(SIGNS.get(i), bad[i]);
                }
            }
            gate.judge(memory, reading.build()).counting().forEach(v -> counted.add(v.sign()));
        }
        assertThat(counted)
                .contains(
                        VitalSign.HEART_RATE,
                        VitalSign.RESPIRATORY_RATE,
                        VitalSign.SPO2,
                        VitalSign.SYSTOLIC_PRESSURE,
                        VitalSign.CONSCIOUSNESS);
    }

    @Test
    void memoryOfAPatientOnFourDevicesStaysSmall() {
        int largest = 0;
        for (long seed = 0; seed < 60; seed++) {
            QualityMemory memory = new QualityMemory();
            for (Reading reading : stream(seed, 400)) {
                gate.judge(memory, reading);
                largest = Math.max(largest, bytes(memory, reading).length);
            }
        }
        // 10 signs from two of five devices each, many in doubt: more than any ward has.
        assertThat(largest).isLessThan(420);
        QualityMemory monitor = new QualityMemory();
        Reading last = monitor(500, new Random(1));
        for (int second = 0; second <= 500; second++) {
            last = monitor(second, new Random(second));
            gate.judge(monitor, last);
        }
        assertThat(bytes(monitor, last).length).isLessThan(110);
    }

    private static Reading monitor(int second, Random random) {
        TestReading reading = TestReading.of("monitor-0", T0.plusSeconds(second));
        for (int i = 0; i < SIGNS.size(); i++) {
            reading.value(
                    SIGNS.get(i),
                    SIGNS.get(i)
                            .entry()
                            .roundToResolution(USUAL[i] + SPREAD[i] * random.nextDouble()));
        }
        return reading.build();
    }

    /** Five devices, every fault there is, gaps and repeats; in the order of time. */
    private static List<Reading> stream(long seed, int size) {
        Random random = new Random(seed);
        List<Reading> readings = new ArrayList<>();
        Instant at = T0;
        double level = 0;
        for (int n = 0; n < size; n++) {
            at = at.plusMillis(random.nextInt(10) == 0 ? random.nextInt(200_000) : 1_000);
            level = random.nextInt(40) == 0 ? random.nextGaussian() * 8 : level;
            TestReading reading = TestReading.of("monitor-" + random.nextInt(n < 50 ? 2 : 5), at);
            boolean any = false;
            for (int i = 0; i < SIGNS.size(); i++) {
                if (random.nextInt(4) == 0 && (any || i < SIGNS.size() - 1)) {
                    continue;
                }
                any = true;
                double value =
                        USUAL[i]
                                + SPREAD[i] * (level + random.nextGaussian())
                                + (random.nextInt(15) == 0
                                        ? SPREAD[i] * 12 * random.nextGaussian()
                                        : 0);
                double told = random.nextInt(40) == 0 ? 0 : value;
                if (random.nextInt(30) == 0) {
                    reading.value(SIGNS.get(i), told, ValueFlag.QUESTIONABLE);
                } else {
                    reading.value(SIGNS.get(i), told);
                }
            }
            readings.add(reading.build());
        }
        return readings;
    }

    private static byte[] bytes(QualityMemory memory, Reading reading) {
        StateWriter out = new StateWriter();
        out.base(EventTime.micros(reading.measuredAt()));
        memory.write(out);
        return out.toBytes();
    }

    private static StateReader reader(byte[] bytes) {
        StateReader in = new StateReader(bytes);
        in.base();
        return in;
    }
}
