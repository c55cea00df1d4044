package org.vitalwire.analytics.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;

class BaselineTest {

    private static final long T0 = 1_795_000_000_000_000L;
    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final Duration DAY = Duration.ofHours(24);
    private static final double LEAST = 1;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** Against the exact median and the exact median distance of all values. */
    @ParameterizedTest
    @MethodSource("seeds")
    void learnsTheMedianAndTheSpreadOfADayWhateverOutliersThereAre(long seed) {
        Random random = new Random(seed);
        double usual = 40 + random.nextInt(80);
        double spread = 2 + random.nextDouble() * 8;
        double outliers = random.nextDouble() * 0.1;
        Baseline baseline = new Baseline(DAY);
        double[] all = new double[1_440];
        for (int minute = 0; minute < all.length; minute++) {
            all[minute] =
                    usual
                            + spread * random.nextGaussian()
                            + (random.nextDouble() < outliers ? 10 * spread : 0);
            baseline.learn(T0 + minute * MINUTE, all[minute], LEAST, false);
        }
        Deviation found = baseline.deviation(usual, LEAST).orElseThrow();
        double median = median(all);
        double exactSpread =
                1.4826 * median(Arrays.stream(all).map(v -> Math.abs(v - median)).toArray());
        assertThat(found.usual()).isCloseTo(median, within(0.35 * exactSpread));
        assertThat(found.spread()).isBetween(0.75 * exactSpread, 1.35 * exactSpread);
        assertThat(
                        baseline.deviation(median + 4 * exactSpread, LEAST)
                                .orElseThrow()
                                .robustDeviations())
                .isBetween(2.7, 5.7);
    }

    @Test
    void saysNothingBeforeItHasSeenFourHoursAndAGapIsNotSeen() {
        Baseline minutes = new Baseline(DAY);
        for (int minute = 0; minute < 240; minute++) {
            minutes.learn(T0 + minute * MINUTE, 80, LEAST, false);
            assertThat(minutes.deviation(120, LEAST)).isEmpty();
        }
        minutes.learn(T0 + 240 * MINUTE, 80, LEAST, false);
        assertThat(minutes.deviation(120, LEAST)).isPresent();

        Baseline hours = new Baseline(DAY);
        for (int hour = 0; hour < 5; hour++) {
            assertThat(hours.deviation(120, LEAST)).isEmpty();
            hours.learn(T0 + hour * HOUR, 80, LEAST, false);
        }
        assertThat(hours.deviation(120, LEAST)).isPresent();

        Baseline gap = new Baseline(DAY);
        for (int hour = 0; hour < 3; hour++) {
            gap.learn(T0 + hour * HOUR, 80, LEAST, false);
        }
        gap.learn(T0 + 20 * HOUR, 80, LEAST, false);
        assertThat(gap.deviation(120, LEAST)).isEmpty();
    }

    @Test
    void illnessIsNotTakenForNormalInHalfADay() {
        Baseline baseline = steadyDay(80, 4, 1);
        for (int minute = 0; minute < 720; minute++) {
            baseline.learn(T0 + 24 * HOUR + minute * MINUTE, 120, LEAST, false);
        }
        assertThat(baseline.deviation(120, LEAST).orElseThrow().robustDeviations())
                .isGreaterThan(5);
    }

    @Test
    void furtherAwayIsLearntFromMoreSlowly() {
        double before = steadyDay(80, 4, 1).deviation(80, LEAST).orElseThrow().usual();
        double near = moved(before, 8);
        double far = moved(before, 40);
        assertThat(near).isGreaterThan(0.1);
        assertThat(far).isLessThan(near);
    }

    private static double moved(double before, double by) {
        Baseline baseline = steadyDay(80, 4, 1);
        for (int minute = 0; minute < 60; minute++) {
            baseline.learn(T0 + 24 * HOUR + minute * MINUTE, 80 + by, LEAST, false);
        }
        return baseline.deviation(80, LEAST).orElseThrow().usual() - before;
    }

    @Test
    void nothingIsLearntWhileAConditionIsOn() {
        Baseline baseline = steadyDay(80, 4, 1);
        Deviation before = baseline.deviation(100, LEAST).orElseThrow();
        for (int minute = 0; minute < 2_000; minute++) {
            baseline.learn(T0 + 24 * HOUR + minute * MINUTE, 100, LEAST, true);
        }
        assertThat(baseline.deviation(100, LEAST)).contains(before);
        // Nor is the time that it was on learnt at once from the first value after it.
        baseline.learn(T0 + 24 * HOUR + 2_000 * MINUTE, 100, LEAST, false);
        double after = baseline.deviation(100, LEAST).orElseThrow().robustDeviations();
        assertThat(after).isCloseTo(before.robustDeviations(), within(0.1));
    }

    @Test
    void newNormalIsLearntInTheEnd() {
        Baseline baseline = steadyDay(110, 4, 1);
        Random random = new Random(3);
        for (int minute = 0; minute < 4 * 1_440; minute++) {
            double value = 96 + 4 * random.nextGaussian();
            baseline.learn(T0 + 24 * HOUR + minute * MINUTE, value, LEAST, false);
        }
        assertThat(baseline.deviation(96, LEAST).orElseThrow().robustDeviations())
                .isBetween(-1.0, 1.0);
    }

    @Test
    void verySteadyPatientHasTheLeastSpread() {
        Baseline baseline = new Baseline(DAY);
        for (int minute = 0; minute < 1_440; minute++) {
            baseline.learn(T0 + minute * MINUTE, 97, 1.5, false);
        }
        Deviation deviation = baseline.deviation(94, 1.5).orElseThrow();
        assertThat(deviation.robustDeviations()).isCloseTo(-2, within(1e-6));
        assertThat(deviation.usual()).isEqualTo(97);
        assertThat(deviation.spread()).isCloseTo(1.5, within(1e-6));
    }

    @Test
    void aValueASecondTeachesNoMoreThanAValueAMinute() {
        Baseline seconds = new Baseline(DAY);
        Baseline minutes = new Baseline(DAY);
        Random random = new Random(5);
        for (int second = 0; second < 6 * 3_600; second++) {
            double value = 80 + 5 * random.nextGaussian();
            long at = T0 + second * 1_000_000L;
            seconds.learn(at, value, LEAST, false);
            if (second % 60 == 0) {
                minutes.learn(at, value, LEAST, false);
            }
        }
        assertThat(seconds.deviation(95, LEAST)).isEqualTo(minutes.deviation(95, LEAST));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void goesOnTheSameAfterEveryWriteAndReadAndAsACopy(long seed) {
        Random random = new Random(seed);
        Baseline kept = new Baseline(DAY);
        Baseline stored = new Baseline(DAY);
        long at = T0;
        for (int i = 0; i < 300; i++) {
            at += random.nextInt(20) == 0 ? random.nextInt(300) * MINUTE : 90_000_000L;
            double value = Math.round(800 + 50 * random.nextGaussian()) / 10.0;
            boolean isOn = random.nextInt(5) == 0;
            Baseline copy = kept.copy();
            kept.learn(at, value, LEAST, isOn);
            stored.learn(at, value, LEAST, isOn);
            copy.learn(at, value, LEAST, isOn);
            assertThat(stored.deviation(100, LEAST)).isEqualTo(kept.deviation(100, LEAST));
            assertThat(copy.deviation(100, LEAST)).isEqualTo(kept.deviation(100, LEAST));
            byte[] bytes = bytes(kept, at);
            assertThat(bytes.length).isLessThan(26);
            stored = read(bytes);
            assertThat(bytes(stored, at)).isEqualTo(bytes);
        }
    }

    @Test
    void baselineThatLearnsTooFastIsRefused() {
        assertThatThrownBy(() -> new Baseline(Duration.ofMinutes(23)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Baseline steadyDay(double usual, double spread, long seed) {
        Random random = new Random(seed);
        Baseline baseline = new Baseline(DAY);
        for (int minute = 0; minute < 1_440; minute++) {
            baseline.learn(
                    T0 + minute * MINUTE, usual + spread * random.nextGaussian(), LEAST, false);
        }
        return baseline;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static byte[] bytes(Baseline baseline, long base) {
        StateWriter out = new StateWriter();
        out.base(base);
        baseline.write(out);
        return out.toBytes();
    }

    private static Baseline read(byte[] bytes) {
        StateReader in = new StateReader(bytes);
        in.base();
        return Baseline.read(in);
    }
}
