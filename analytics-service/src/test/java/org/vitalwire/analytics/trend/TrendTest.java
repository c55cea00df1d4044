package org.vitalwire.analytics.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;

class TrendTest {

    private static final long T0 = 1_795_000_000_000_000L;
    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    /** One value of a plain history. */
    private record Point(long at, double value) {}

    @Test
    void straightLineIsFoundAndSure() {
        Trend trend = new Trend(Duration.ofHours(1));
        for (int second = 0; second <= 3_600; second++) {
            trend.add(T0 + second * SECOND, 80 + second / 3_600.0 * 12);
        }
        Slope slope = trend.slope(1).orElseThrow();
        assertThat(slope.perHour()).isCloseTo(12, within(0.1));
        assertThat(slope.confidence()).isGreaterThan(0.9999);
        assertThat(slope.change()).isBetween(10.5, 12.0);
        assertThat(slope.to()).isBetween(T0 + 57 * MINUTE, T0 + HOUR);
        assertThat(slope.from()).isBetween(T0, T0 + 8 * MINUTE);
    }

    @Test
    void valueAnHourIsEnough() {
        Trend trend = new Trend(Duration.ofHours(8));
        for (int hour = 0; hour < 4; hour++) {
            trend.add(T0 + hour * HOUR, 97 - hour);
            assertThat(trend.slope(1)).isEmpty();
        }
        trend.add(T0 + 4 * HOUR, 93);
        trend.add(T0 + 5 * HOUR, 92);
        Slope slope = trend.slope(1).orElseThrow();
        assertThat(slope.perHour()).isCloseTo(-1, within(0.02));
        assertThat(slope.confidence()).isGreaterThan(0.99);
    }

    @Test
    void roundingIsNoTrend() {
        Trend trend = new Trend(Duration.ofHours(4));
        // 36.8 36.8 36.8 36.8 36.9: four values that are alike and one that was rounded up.
        for (int hour = 0; hour < 5; hour++) {
            trend.add(T0 + hour * (50 * MINUTE), hour < 4 ? 36.8 : 36.9);
        }
        assertThat(trend.slope(0.1).orElseThrow().confidence()).isLessThan(0.95);
    }

    @Test
    void constantValueHasNoSlopeAndNoConfidence() {
        Trend trend = new Trend(Duration.ofHours(1));
        for (int minute = 0; minute <= 60; minute++) {
            trend.add(T0 + minute * MINUTE, 97);
        }
        Slope slope = trend.slope(0).orElseThrow();
        assertThat(slope.perHour()).isZero();
        assertThat(slope.confidence()).isZero();
    }

    @Test
    void gapSaysNothingAndWhatLeftTheWindowIsForgotten() {
        Trend trend = new Trend(Duration.ofHours(1));
        for (int minute = 0; minute <= 60; minute++) {
            trend.add(T0 + minute * MINUTE, 80 + minute);
        }
        // Values again after two hours: of them alone there is no line yet.
        trend.add(T0 + 3 * HOUR, 90);
        assertThat(trend.slope(1)).isEmpty();
        for (int minute = 1; minute < 25; minute++) {
            trend.add(T0 + 3 * HOUR + minute * MINUTE, 90);
            assertThat(trend.slope(1)).isEmpty();
        }
        for (int minute = 25; minute <= 60; minute++) {
            trend.add(T0 + 3 * HOUR + minute * MINUTE, 90);
        }
        assertThat(trend.slope(1).orElseThrow().perHour()).isZero();
    }

    @Test
    void valueOfAStretchThatIsOverChangesNothing() {
        Trend trend = new Trend(Duration.ofHours(1));
        for (int minute = 0; minute <= 60; minute++) {
            trend.add(T0 + minute * MINUTE, 80);
        }
        Slope before = trend.slope(1).orElseThrow();
        trend.add(T0 + 20 * MINUTE, 200);
        assertThat(trend.slope(1)).contains(before);
    }

    @Test
    void windowThatIsTooShortIsRefused() {
        assertThatThrownBy(() -> new Trend(Duration.ofSeconds(11)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Student's distribution against tables, two-sided. */
    @ParameterizedTest
    @CsvSource({
        "1, 12.706, 0.95", "2, 4.303, 0.95", "3, 3.182, 0.95", "4, 2.776, 0.95", "5, 2.571, 0.95",
        "8, 2.306, 0.95", "10, 2.228, 0.95", "2, 9.925, 0.99", "7, 3.499, 0.99", "9, 1.100, 0.70",
        "6, 0.718, 0.50", "10, 0, 0"
    })
    void studentsTableIsMet(int degrees, double t, double probability) {
        assertThat(StudentT.within(t, degrees)).isCloseTo(probability, within(3e-4));
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Against the plain line through all points of the window. */
    @ParameterizedTest
    @MethodSource("seeds")
    void slopeIsThatOfAllPointsAsFarAsTheirScatterTells(long seed) {
        Random random = new Random(seed);
        double perHour = random.nextGaussian() * 10;
        double scatter = 0.5 + random.nextDouble() * 4;
        long step = List.of(SECOND, 5 * SECOND, MINUTE, 5 * MINUTE).get(random.nextInt(4));
        Trend trend = new Trend(Duration.ofHours(4));
        List<Point> points = new ArrayList<>();
        for (long at = T0; at <= T0 + 4 * HOUR; at += step) {
            double hours = (double) (at - T0) / HOUR;
            Point point = new Point(at, 80 + perHour * hours + scatter * random.nextGaussian());
            points.add(point);
            trend.add(point.at(), point.value());
        }
        Slope slope = trend.slope(0).orElseThrow();
        // Of the stretches that count, which begin with a whole one.
        List<Point> counted = points.stream().filter(p -> p.at() >= firstStretch(4)).toList();
        double[] plain = plainLine(counted);
        assertThat(slope.perHour()).isCloseTo(plain[0], within(5 * plain[1] + 0.05));
    }

    /** Against Mann-Kendall over all points: where both are sure, both point the same way. */
    @ParameterizedTest
    @MethodSource("seeds")
    void sureSlopePointsWhereMannKendallPoints(long seed) {
        Random random = new Random(seed);
        Trend trend = new Trend(Duration.ofHours(12));
        List<Point> points = new ArrayList<>();
        double drift = random.nextGaussian() * 2;
        for (int hour = 0; hour < 12; hour++) {
            Point point =
                    new Point(T0 + hour * HOUR, 80 + drift * hour + 3 * random.nextGaussian());
            points.add(point);
            trend.add(point.at(), point.value());
        }
        double z = mannKendall(points);
        Slope slope = trend.slope(1).orElseThrow();
        if (slope.confidence() > 0.999) {
            assertThat(Math.abs(z)).isGreaterThan(1.64);
        }
        if (Math.abs(z) > 3 && slope.confidence() > 0.9) {
            assertThat(Math.signum(slope.perHour())).isEqualTo(Math.signum(z));
        }
    }

    @Test
    void valuesThatOnlyScatterAreCalledATrendAsOftenAsTheConfidenceSays() {
        int sure = 0;
        int all = 3_000;
        for (int seed = 0; seed < all; seed++) {
            Random random = new Random(seed);
            Trend trend = new Trend(Duration.ofHours(2));
            // From the start of a stretch to near the end of one: whole stretches only.
            for (int minute = 0; minute < 120; minute++) {
                trend.add(firstStretch(2) + minute * MINUTE, 80 + 4 * random.nextGaussian());
            }
            sure += trend.slope(0).orElseThrow().confidence() > 0.95 ? 1 : 0;
        }
        assertThat((double) sure / all).isBetween(0.035, 0.065);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void goesOnTheSameAfterEveryWriteAndReadAndAsACopy(long seed) {
        Random random = new Random(seed);
        Trend kept = new Trend(Duration.ofMinutes(30));
        Trend stored = new Trend(Duration.ofMinutes(30));
        long at = T0;
        for (int i = 0; i < 300; i++) {
            at += random.nextInt(20) == 0 ? random.nextInt(1_200) * SECOND : SECOND * 7;
            double value = Math.round(800 + 50 * random.nextGaussian()) / 10.0;
            Trend copy = kept.copy();
            kept.add(at, value);
            stored.add(at, value);
            copy.add(at, value);
            assertThat(stored.slope(0.1)).isEqualTo(kept.slope(0.1));
            assertThat(copy.slope(0.1)).isEqualTo(kept.slope(0.1));
            byte[] bytes = bytes(kept, at);
            assertThat(bytes.length).isLessThan(75);
            stored = read(bytes);
            assertThat(stored.window()).isEqualTo(Duration.ofMinutes(30));
            assertThat(bytes(stored, at)).isEqualTo(bytes);
        }
    }

    @Test
    void emptyTrendSurvivesItsBytes() {
        assertThat(read(bytes(new Trend(Duration.ofHours(1)), T0)).slope(1)).isEmpty();
    }

    /** When the first of the stretches begins that count once hours have passed since T0. */
    private static long firstStretch(int hours) {
        long width = hours * HOUR / 12;
        return (Math.floorDiv(T0 + hours * HOUR, width) - 11) * width;
    }

    /** Slope an hour and its standard error. */
    private static double[] plainLine(List<Point> points) {
        double meanX = points.stream().mapToDouble(TrendTest::hours).average().orElseThrow();
        double meanY = points.stream().mapToDouble(Point::value).average().orElseThrow();
        double sxx = points.stream().mapToDouble(p -> Math.pow(hours(p) - meanX, 2)).sum();
        double sxy =
                points.stream().mapToDouble(p -> (hours(p) - meanX) * (p.value() - meanY)).sum();
        double slope = sxy / sxx;
        double residual =
                points.stream()
                        .mapToDouble(
                                p -> Math.pow(p.value() - meanY - slope * (hours(p) - meanX), 2))
                        .sum();
        return new double[] {slope, Math.sqrt(residual / (points.size() - 2) / sxx)};
    }

    private static double hours(Point point) {
        return (double) (point.at() - T0) / HOUR;
    }

    /** The normal approximation of its statistic, without ties. */
    private static double mannKendall(List<Point> points) {
        int s = 0;
        int n = points.size();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                s += (int) Math.signum(points.get(j).value() - points.get(i).value());
            }
        }
        double variance = n * (n - 1.0) * (2 * n + 5) / 18;
        return s == 0 ? 0 : (s - Math.signum(s)) / Math.sqrt(variance);
    }

    private static byte[] bytes(Trend trend, long base) {
        StateWriter out = new StateWriter();
        out.base(base);
        trend.write(out);
        return out.toBytes();
    }

    private static Trend read(byte[] bytes) {
        StateReader in = new StateReader(bytes);
        in.base();
        return Trend.read(in);
    }
}
