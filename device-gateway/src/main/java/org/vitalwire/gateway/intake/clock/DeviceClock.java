package org.vitalwire.gateway.intake.clock;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of one device's clock. Times are microseconds since 1970, offsets are our clock
 * minus the device's.
 *
 * <p>The difference between the receipt and the measured time of a message is the clock's offset
 * plus the time under way, which is never negative. So the least difference of a minute is nearest
 * to the offset, as in NTP's clock filter: what waited only makes larger ones. The least time under
 * way itself cannot be told from an offset; it is part of the estimate, and far below the tolerance
 * on any network on which a device can be called live. An offset is known when three minutes agree
 * within the tolerance: a device that sends what it had kept shows a difference that shrinks from
 * minute to minute.
 *
 * <p>One step for each message, and memory for {@value #SLOTS} minutes.
 */
final class DeviceClock {

    static final long UNKNOWN = Long.MIN_VALUE;

    private static final int SLOTS = 32;
    private static final int AGREEING = 3;
    private static final long MINUTE = 60_000_000L;

    /** Minutes that are further apart say nothing of each other. */
    private static final long MOST_MINUTES_APART = 15;

    private static final int LEAST_FOR_DRIFT = 15;

    private final long tolerance;
    private final long stepThreshold;
    private final long[] minutes = new long[SLOTS];
    private final long[] least = new long[SLOTS];

    /** How many minutes there are since the clock was known to run without a step, at most all. */
    private int count;

    private int newest = -1;
    private long lastKnown = UNKNOWN;
    private long lastKnownMinute;
    private Optional<Step> step = Optional.empty();
    private long steppedAt = UNKNOWN;

    /**
     * A step of the clock.
     *
     * @param before the offset before it, microseconds
     * @param after the offset after it, microseconds
     * @param atMicros our time when it was known, up to four minutes after it
     */
    record Step(long before, long after, long atMicros) {}

    DeviceClock(long tolerance, long stepThreshold) {
        this.tolerance = tolerance;
        this.stepThreshold = stepThreshold;
    }

    /** A message came that was sent on its own, for the first time. */
    synchronized void heard(long measured, long received) {
        long minute = Math.floorDiv(received, MINUTE);
        long difference = received - measured;
        if (count > 0 && minutes[newest] >= minute) {
            least[newest] = Math.min(least[newest], difference);
            return;
        }
        newest = (newest + 1) % SLOTS;
        minutes[newest] = minute;
        least[newest] = difference;
        count = Math.min(count + 1, SLOTS);
        remember(received);
    }

    /** The offset, or {@link #UNKNOWN}. */
    synchronized long offset(long now) {
        long minute = Math.floorDiv(now, MINUTE);
        if (count <= AGREEING || minute - minutes[newest] > MOST_MINUTES_APART) {
            return UNKNOWN;
        }
        long lowest = Long.MAX_VALUE;
        long highest = Long.MIN_VALUE;
        for (int back = 1; back <= AGREEING; back++) {
            int slot = slot(back);
            if (minutes[slot(back - 1)] - minutes[slot] > MOST_MINUTES_APART) {
                return UNKNOWN;
            }
            lowest = Math.min(lowest, least[slot]);
            highest = Math.max(highest, least[slot]);
        }
        // The present minute is not over: it may be higher yet, but never lower.
        boolean jumpedAhead = least[newest] < lowest - tolerance;
        return highest - lowest > tolerance || jumpedAhead
                ? UNKNOWN
                : Math.min(lowest, least[newest]);
    }

    /**
     * The offset for a reading, or {@link #UNKNOWN} also for what was measured before the clock was
     * stepped: it had another one then.
     */
    synchronized long offsetFor(long measured, long now) {
        long offset = offset(now);
        boolean isBeforeStep =
                offset != UNKNOWN && steppedAt != UNKNOWN && measured + offset < steppedAt;
        return isBeforeStep ? UNKNOWN : offset;
    }

    /**
     * How fast the offset grows, in parts per million, by least squares over the minutes since the
     * last step. Empty before a quarter of an hour.
     */
    synchronized OptionalDouble drift() {
        int used = count - 1;
        if (used < LEAST_FOR_DRIFT) {
            return OptionalDouble.empty();
        }
        double minuteMean = 0;
        double leastMean = 0;
        long origin = least[slot(1)];
        for (int back = 1; back <= used; back++) {
            minuteMean += minutes[slot(back)] - minutes[newest];
            leastMean += least[slot(back)] - origin;
        }
        minuteMean /= used;
        leastMean /= used;
        double covariance = 0;
        double variance = 0;
        for (int back = 1; back <= used; back++) {
            double x = minutes[slot(back)] - minutes[newest] - minuteMean;
            covariance += x * (least[slot(back)] - origin - leastMean);
            variance += x * x;
        }
        // Microseconds a minute; a microsecond in a second is one part per million.
        return OptionalDouble.of(covariance / variance / 60);
    }

    /** The newest step, once. */
    synchronized Optional<Step> takeStep() {
        Optional<Step> taken = step;
        step = Optional.empty();
        return taken;
    }

    private void remember(long received) {
        long known = offset(received);
        if (known == UNKNOWN) {
            return;
        }
        boolean isRecent = minutes[newest] - lastKnownMinute <= 60;
        if (lastKnown != UNKNOWN && isRecent && Math.abs(known - lastKnown) > stepThreshold) {
            step = Optional.of(new Step(lastKnown, known, received));
            steppedAt = received;
            // What was before it says nothing of the drift.
            count = AGREEING + 1;
        }
        lastKnown = known;
        lastKnownMinute = minutes[newest];
    }

    private int slot(int back) {
        return Math.floorMod(newest - back, SLOTS);
    }
}
