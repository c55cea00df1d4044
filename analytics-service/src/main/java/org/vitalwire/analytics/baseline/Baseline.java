package org.vitalwire.analytics.baseline;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.state.Hundredths;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;

/**
 * The usual of one sign of one patient: a running median and a running median distance from it. It
 * learns by event time, a value a minute at most, and what it learnt fades over {@code learnOver}.
 *
 * <p>It is slow to take an illness for normal: the further a value is away, the less is learnt from
 * it (its weight is that of a Cauchy likelihood: half at two spreads, a tenth at six), and nothing
 * while a condition is on. It says nothing before it has seen a sixth of {@code learnOver}, where a
 * gap does not count as seen.
 *
 * <p>Mutable, and owned by the one evaluation that decoded it. Some 20 bytes; a value costs some 20
 * ns.
 */
public final class Baseline {

    /** Kept as they are, to begin from their median. */
    private static final int FIRST = 5;

    /** A standard deviation by the median distance, of values that scatter normally. */
    private static final double BY_MEDIAN_DISTANCE = 1.4826;

    /** At so many spreads a value is learnt from by half. */
    private static final double HALF_WEIGHT = 2;

    /** So many spreads away a value widens the spread only by its weight. */
    private static final double OUTLYING = 3;

    /** Of a step of the median distance: the best one for values that scatter normally. */
    private static final double DISTANCE_STEP = 2.33;

    private static final int VALUES_IN_LEARN_OVER = 1_440;
    private static final int LONGEST_HOLD = 24;
    private static final int ENOUGH = 6;
    private static final int FADES = 3;

    private final Duration learnOver;

    /** The same in microseconds. */
    private final long span;

    /** When it last learnt or passed, {@link EventTime#NEVER} before. */
    private long lastAt = EventTime.NEVER;

    /** How much event time it has learnt from, at most {@code learnOver}; whole seconds. */
    private long seen;

    /** How many of the first values there are; {@link #FIRST} once it goes by the numbers below. */
    private int firstCount;

    private final long[] first = new long[FIRST];
    private double usual;
    private double distance;

    /**
     * @param learnOver at least 24 minutes; the shipped policies say 24 hours
     */
    public Baseline(Duration learnOver) {
        if (learnOver.compareTo(Duration.ofMinutes(24)) < 0) {
            throw new IllegalArgumentException("a baseline learns over 24 minutes at least");
        }
        this.learnOver = Duration.ofSeconds(learnOver.toSeconds());
        this.span = EventTime.micros(this.learnOver);
    }

    public Duration learnOver() {
        return learnOver;
    }

    /**
     * Learns from a value, if it is time for one.
     *
     * @param at event time, microseconds; not before the last
     * @param leastSpread as for {@link #deviation}: a steady patient may become a little less so
     * @param conditionIsOn while the patient is known to be ill, nothing is learnt
     */
    public void learn(long at, double value, double leastSpread, boolean conditionIsOn) {
        boolean isFirst = lastAt == EventTime.NEVER;
        if (!isFirst && at - lastAt < span / VALUES_IN_LEARN_OVER) {
            return;
        }
        long held = isFirst ? 0 : Math.min(at - lastAt, span / LONGEST_HOLD);
        lastAt = at;
        if (conditionIsOn) {
            return;
        }
        seen = Math.min(seen + EventTime.seconds(held), EventTime.seconds(span));
        if (firstCount < FIRST) {
            first[firstCount++] = Hundredths.of(value);
            if (firstCount == FIRST) {
                begin(leastSpread);
            }
            return;
        }
        // At first all that was seen counts alike, later it fades.
        long counted = Math.max(1, Math.min(seen, EventTime.seconds(span) / FADES));
        double rate = (double) EventTime.seconds(held) / counted;
        double spread = Math.max(BY_MEDIAN_DISTANCE * distance, leastSpread);
        double away = value - usual;
        double inSpreads = away / (HALF_WEIGHT * spread);
        double weight = 1 / (1 + inSpreads * inSpreads);
        usual = (float) (usual + Math.min(rate, 1) * weight * away);
        double towards = Math.abs(away) > distance ? 0.5 : -0.5;
        double step = Math.min(rate, 0.25) * DISTANCE_STEP * towards;
        double heard = Math.abs(away) > OUTLYING * spread ? weight : 1;
        distance = (float) Math.max(distance * (1 + step * heard), least(leastSpread));
    }

    private void begin(double leastSpread) {
        long[] sorted = first.clone();
        Arrays.sort(sorted);
        usual = (float) Hundredths.toValue(sorted[FIRST / 2]);
        long[] distances = new long[FIRST];
        for (int i = 0; i < FIRST; i++) {
            distances[i] = Math.abs(sorted[i] - sorted[FIRST / 2]);
        }
        Arrays.sort(distances);
        distance = (float) Math.max(Hundredths.toValue(distances[FIRST / 2]), least(leastSpread));
    }

    private static double least(double leastSpread) {
        return Math.max(leastSpread / BY_MEDIAN_DISTANCE, 0.01);
    }

    /**
     * How far a value is from the usual.
     *
     * @param leastSpread a spread that is smaller is taken for this, canonical unit, positive
     * @return empty before enough was seen
     */
    public Optional<Deviation> deviation(double value, double leastSpread) {
        if (firstCount < FIRST || seen < EventTime.seconds(span) / ENOUGH) {
            return Optional.empty();
        }
        double spread = Math.max(BY_MEDIAN_DISTANCE * distance, leastSpread);
        return Optional.of(new Deviation((value - usual) / spread, usual, spread));
    }

    public Baseline copy() {
        Baseline copy = new Baseline(learnOver);
        copy.lastAt = lastAt;
        copy.seen = seen;
        copy.firstCount = firstCount;
        System.arraycopy(first, 0, copy.first, 0, FIRST);
        copy.usual = usual;
        copy.distance = distance;
        return copy;
    }

    public void write(StateWriter out) {
        out.varint(learnOver.toSeconds());
        out.time(lastAt);
        out.varint(seen);
        out.bits(firstCount);
        if (firstCount < FIRST) {
            Hundredths.write(out, first, firstCount);
        } else {
            out.fraction(usual);
            out.fraction(distance);
        }
    }

    public static Baseline read(StateReader in) {
        Baseline baseline = new Baseline(Duration.ofSeconds(in.varint()));
        baseline.lastAt = in.time();
        baseline.seen = in.varint();
        baseline.firstCount = in.bits();
        if (baseline.firstCount < FIRST) {
            Hundredths.read(in, baseline.first, baseline.firstCount);
        } else {
            baseline.usual = in.fraction();
            baseline.distance = in.fraction();
        }
        return baseline;
    }
}
