package org.vitalwire.analytics.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;

class MedianWindowTest {

    private static final long T0 = 1_795_000_020_000_000L;
    private static final long SECOND = 1_000_000L;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void oneValueIsItsOwnMedian() {
        MedianWindow window = new MedianWindow(MINUTE);
        for (int minute = 0; minute < 100; minute++) {
            window.add(T0 + minute * (60 * SECOND), minute);
            assertThat(window.median()).isEqualTo(minute);
        }
    }

    @Test
    void spikeAmongItsNeighboursIsNotSeen() {
        MedianWindow window = new MedianWindow(MINUTE);
        for (int second = 0; second < 300; second++) {
            window.add(T0 + second * SECOND, second % 20 == 7 ? 250 : 72);
            if (second > 10) {
                assertThat(window.median()).isEqualTo(72);
            }
        }
    }

    @Test
    void changeThatStaysIsSeenWithinTheWindow() {
        MedianWindow window = new MedianWindow(MINUTE);
        for (int second = 0; second < 120; second++) {
            window.add(T0 + second * SECOND, 97);
        }
        int seenAfter = -1;
        for (int second = 0; second < 60 && seenAfter < 0; second++) {
            window.add(T0 + (120 + second) * SECOND, 80);
            if (window.median() < 90) {
                seenAfter = second;
            }
        }
        assertThat(seenAfter).isBetween(15, 40);
    }

    @Test
    void nothingMeasuredHasNoMedian() {
        assertThatThrownBy(() -> new MedianWindow(MINUTE).median())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void valueOfAPartThatIsOverChangesNothing() {
        MedianWindow window = new MedianWindow(MINUTE);
        window.add(T0, 70);
        window.add(T0 + 30 * SECOND, 72);
        window.add(T0 + 2 * SECOND, 300);
        assertThat(window.median()).isEqualTo(71);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** With a value a part, or fewer. */
    @ParameterizedTest
    @MethodSource("seeds")
    void ofFewValuesItIsTheMedianItself(long seed) {
        Random random = new Random(seed);
        long width = 60 * SECOND / 8;
        MedianWindow window = new MedianWindow(MINUTE);
        List<long[]> all = new ArrayList<>();
        long part = T0 / width;
        for (int i = 0; i < 100; i++) {
            part += 1 + random.nextInt(3);
            long at = part * width + random.nextInt((int) width);
            long value = Math.round(7_000 + 900 * random.nextGaussian());
            all.add(new long[] {part, value});
            window.add(at, value / 100.0);
            long now = part;
            List<Long> inside =
                    all.stream().filter(v -> v[0] > now - 8).map(v -> v[1]).sorted().toList();
            assertThat(Math.round(window.median() * 100)).isEqualTo(exactMedian(inside));
        }
    }

    /** With many, under a drift and with wild outliers, its rank stays inside. */
    @ParameterizedTest
    @MethodSource("seeds")
    void ofManyValuesItIsNearTheMiddle(long seed) {
        Random random = new Random(seed);
        MedianWindow window = new MedianWindow(MINUTE);
        List<double[]> all = new ArrayList<>();
        long step = List.of(SECOND, SECOND / 2, SECOND / 10).get(random.nextInt(3));
        double drift = random.nextGaussian() * 3;
        for (int i = 0; i < 1_200; i++) {
            long at = T0 + i * step;
            double value =
                    80
                            + drift * i * step / (60.0 * SECOND)
                            + (random.nextInt(10) == 0 ? 60 : 3) * random.nextGaussian();
            all.add(new double[] {at, value});
            window.add(at, value);
            if (i > 100 && i % 20 == 0) {
                double median = window.median();
                List<double[]> inside = all.stream().filter(v -> v[0] > at - 60 * SECOND).toList();
                double below =
                        inside.stream().filter(v -> v[1] < median).count() / (double) inside.size();
                assertThat(below).isBetween(0.1, 0.9);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void goesOnTheSameAfterEveryWriteAndReadAndAsACopy(long seed) {
        Random random = new Random(seed);
        MedianWindow kept = new MedianWindow(MINUTE);
        MedianWindow stored = new MedianWindow(MINUTE);
        long at = T0;
        for (int i = 0; i < 400; i++) {
            at += random.nextInt(30) == 0 ? random.nextInt(90) * SECOND : SECOND / 4;
            double value = Math.round(97 + 3 * random.nextGaussian());
            MedianWindow copy = kept.copy();
            kept.add(at, value);
            stored.add(at, value);
            copy.add(at, value);
            assertThat(stored.median()).isEqualTo(kept.median());
            assertThat(copy.median()).isEqualTo(kept.median());
            byte[] bytes = bytes(kept, at);
            assertThat(bytes.length).isLessThan(45);
            stored = read(bytes);
            assertThat(bytes(stored, at)).isEqualTo(bytes);
        }
    }

    private static long exactMedian(List<Long> sorted) {
        int n = sorted.size();
        return n % 2 == 1
                ? sorted.get(n / 2)
                : Math.round((sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2.0);
    }

    private static byte[] bytes(MedianWindow window, long base) {
        StateWriter out = new StateWriter();
        out.base(base);
        window.write(out);
        return out.toBytes();
    }

    private static MedianWindow read(byte[] bytes) {
        StateReader in = new StateReader(bytes);
        in.base();
        return MedianWindow.read(in);
    }
}
