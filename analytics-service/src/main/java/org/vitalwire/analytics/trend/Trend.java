package org.vitalwire.analytics.trend;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.state.Hundredths;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;

/**
 * The last window of one sign, as the means of twelve stretches of it (the last one is not over
 * yet). A line through them, each with one vote, says how it changed; Student's t of that line says
 * how sure that is. Stretches and not values: values of neighbouring seconds are alike, and
 * thousands of them would make any drift certain. A stretch without values has no vote, so a gap
 * says nothing.
 *
 * <p>Mutable, and owned by the one evaluation that decoded it. Some 50 bytes; a value costs less
 * than 20 ns, a line some 150 ns. Values come in the order of event time; of stretches that are
 * over nothing is changed any more.
 */
public final class Trend {

    /** The current one and eleven before it: what is older has left the window. */
    private static final int STRETCHES = 12;

    private static final int BEFORE = STRETCHES - 1;

    /** A line through fewer points says nothing. */
    private static final int FEWEST = 4;

    /** Parts of a stretch to which the time of its mean is kept. */
    private static final int PARTS = 256;

    private static final double MICROS_AN_HOUR = 3.6e9;

    private final Duration window;
    private final long width;

    /** Number of the current stretch since 1970, {@link Long#MIN_VALUE} before the first value. */
    private long current = Long.MIN_VALUE;

    /** Of the current stretch. */
    private int count;

    private long sumOfValues;
    private long sumOfParts;

    /** Of those before it, in a ring by number; parts below 0 where there is no value. */
    private final long[] means = new long[STRETCHES];

    private final int[] parts = new int[STRETCHES];

    /**
     * @param window at least twelve seconds
     */
    public Trend(Duration window) {
        if (window.compareTo(Duration.ofSeconds(STRETCHES)) < 0) {
            throw new IllegalArgumentException("a trend needs a window of 12 s at least");
        }
        this.window = Duration.ofMillis(window.toMillis());
        this.width = EventTime.micros(this.window) / STRETCHES;
        Arrays.fill(parts, -1);
    }

    public Duration window() {
        return window;
    }

    /**
     * @param at event time, microseconds
     */
    public void add(long at, double value) {
        long stretch = Math.floorDiv(at, width);
        if (stretch < current) {
            return;
        }
        if (stretch > current) {
            turnTo(stretch);
        }
        count++;
        sumOfValues += Hundredths.of(value);
        sumOfParts += Math.floorMod(at, width) * PARTS / width;
    }

    private void turnTo(long stretch) {
        if (current != Long.MIN_VALUE) {
            int place = place(current);
            means[place] = Math.round((double) sumOfValues / count);
            parts[place] = (int) (sumOfParts / count);
            for (long skipped = Math.max(current + 1, stretch - BEFORE);
                    skipped <= stretch;
                    skipped++) {
                parts[place(skipped)] = -1;
            }
        }
        current = stretch;
        count = 0;
        sumOfValues = 0;
        sumOfParts = 0;
    }

    /**
     * The line through the window that ends with the newest value.
     *
     * @param resolution the step in which the sign is charted: values that are rounded scatter by
     *     that much at least
     * @return empty with fewer than four stretches that have values, or when they span less than
     *     half of the window
     */
    public Optional<Slope> slope(double resolution) {
        if (current == Long.MIN_VALUE) {
            return Optional.empty();
        }
        double[] times = new double[STRETCHES];
        double[] values = new double[STRETCHES];
        int points = 0;
        for (long stretch = current - STRETCHES + 1; stretch <= current; stretch++) {
            boolean isCurrent = stretch == current;
            int part = isCurrent ? (int) (sumOfParts / count) : parts[place(stretch)];
            if (part >= 0) {
                times[points] = stretch - current + (part + 0.5) / PARTS;
                values[points] = isCurrent ? (double) sumOfValues / count : means[place(stretch)];
                points++;
            }
        }
        boolean isEnough =
                points >= FEWEST && times[points - 1] - times[0] >= STRETCHES / 2.0 - 0.5;
        return isEnough ? Optional.of(line(times, values, points, resolution)) : Optional.empty();
    }

    /** Times in stretches from the current one, values in hundredths. */
    private Slope line(double[] times, double[] values, int points, double resolution) {
        double meanTime = 0;
        double meanValue = 0;
        for (int i = 0; i < points; i++) {
            meanTime += times[i];
            meanValue += values[i];
        }
        meanTime /= points;
        meanValue /= points;
        double squares = 0;
        double products = 0;
        double scatter = 0;
        for (int i = 0; i < points; i++) {
            double time = times[i] - meanTime;
            double value = values[i] - meanValue;
            squares += time * time;
            products += time * value;
            scatter += value * value;
        }
        double slope = products / squares;
        int degrees = points - 2;
        double rounding = 100 * resolution * (100 * resolution) / 12;
        double variance = Math.max(scatter - slope * products, rounding * degrees) / degrees;
        double t = variance == 0 ? 0 : Math.abs(slope) / Math.sqrt(variance / squares);
        return new Slope(
                Hundredths.toValue(1) * slope * (MICROS_AN_HOUR / width),
                StudentT.within(t, degrees),
                timeOf(times[0]),
                timeOf(times[points - 1]));
    }

    private long timeOf(double stretches) {
        return current * width + Math.round(stretches * width);
    }

    private static int place(long stretch) {
        return (int) Math.floorMod(stretch, (long) STRETCHES);
    }

    public Trend copy() {
        Trend copy = new Trend(window);
        copy.current = current;
        copy.count = count;
        copy.sumOfValues = sumOfValues;
        copy.sumOfParts = sumOfParts;
        System.arraycopy(means, 0, copy.means, 0, STRETCHES);
        System.arraycopy(parts, 0, copy.parts, 0, STRETCHES);
        return copy;
    }

    public void write(StateWriter out) {
        out.varint(window.toMillis());
        out.time(current == Long.MIN_VALUE ? EventTime.NEVER : current * width);
        if (current == Long.MIN_VALUE) {
            return;
        }
        out.varint(count);
        out.signed(sumOfValues);
        out.varint(sumOfParts);
        int present = 0;
        long[] told = new long[BEFORE];
        int toldCount = 0;
        for (int i = 0; i < BEFORE; i++) {
            int place = place(current - 1 - i);
            if (parts[place] >= 0) {
                present |= 1 << i;
                told[toldCount++] = means[place];
            }
        }
        out.varint(present);
        for (int i = 0; i < BEFORE; i++) {
            if ((present & 1 << i) != 0) {
                out.bits(parts[place(current - 1 - i)]);
            }
        }
        Hundredths.write(out, told, toldCount);
    }

    public static Trend read(StateReader in) {
        Trend trend = new Trend(Duration.ofMillis(in.varint()));
        long start = in.time();
        if (start == EventTime.NEVER) {
            return trend;
        }
        trend.current = Math.floorDiv(start, trend.width);
        trend.count = (int) in.varint();
        trend.sumOfValues = in.signed();
        trend.sumOfParts = in.varint();
        int present = (int) in.varint();
        for (int i = 0; i < BEFORE; i++) {
            if ((present & 1 << i) != 0) {
                trend.parts[place(trend.current - 1 - i)] = in.bits();
            }
        }
        long[] told = new long[BEFORE];
        Hundredths.read(in, told, Integer.bitCount(present));
        int next = 0;
        for (int i = 0; i < BEFORE; i++) {
            if ((present & 1 << i) != 0) {
                trend.means[place(trend.current - 1 - i)] = told[next++];
            }
        }
        return trend;
    }
}
