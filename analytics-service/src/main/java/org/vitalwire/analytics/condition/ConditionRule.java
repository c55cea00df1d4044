package org.vitalwire.analytics.condition;

import java.time.Duration;
import java.util.List;

/**
 * How long a condition must last before it counts, and how it ends. All in microseconds of event
 * time.
 *
 * @param delays one for each step of depth, the shallowest first; zero starts it at once
 * @param clearAfter how long it must be inside before it ends
 * @param maxGap two samples further apart than this say nothing of the time between
 * @param sparseGap longest gap between two samples of a device that measures seldom which still
 *     confirm each other
 */
public record ConditionRule(List<Long> delays, long clearAfter, long maxGap, long sparseGap) {

    public ConditionRule {
        delays = List.copyOf(delays);
        if (delays.isEmpty()) {
            throw new IllegalArgumentException("a condition has at least one step");
        }
        if (delays.stream().anyMatch(delay -> delay < 0) || clearAfter < 0) {
            throw new IllegalArgumentException("a delay is not negative");
        }
        if (maxGap <= 0 || sparseGap < maxGap) {
            throw new IllegalArgumentException(
                    "the longest gap is positive and not longer than the sparse one");
        }
    }

    public static ConditionRule of(
            List<Duration> delays, Duration clearAfter, Duration maxGap, Duration sparseGap) {
        return new ConditionRule(
                delays.stream().map(EventTime::micros).toList(),
                EventTime.micros(clearAfter),
                EventTime.micros(maxGap),
                EventTime.micros(sparseGap));
    }

    public int steps() {
        return delays.size();
    }
}
