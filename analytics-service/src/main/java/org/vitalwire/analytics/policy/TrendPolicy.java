package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.List;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A change that lasts: the slope of a sign over a window.
 *
 * @param condition for example {@code rising-heart-rate}
 * @param title for people
 * @param signs what it watches, the preferred one first; they share a unit
 * @param window over which the slope is taken, event time
 * @param steps the gentlest first
 * @param confidence how sure it must be that the slope is not chance, for example 0.95
 * @param rule its steps are the steps
 * @param abandonAfter when nothing was measured for so long, the finding ends
 */
public record TrendPolicy(
        String condition,
        String title,
        List<VitalSign> signs,
        Direction direction,
        Duration window,
        List<Step> steps,
        double confidence,
        ConditionRule rule,
        Duration abandonAfter) {

    /** Which way it is dangerous. */
    public enum Direction {
        RISING,
        FALLING
    }

    /**
     * @param perHour how steep at least, canonical unit of the sign an hour; positive in both
     *     directions
     * @param delay how long it must last, event time
     */
    public record Step(double perHour, Duration delay, Priority priority) {}

    public TrendPolicy {
        signs = List.copyOf(signs);
        steps = List.copyOf(steps);
    }
}
