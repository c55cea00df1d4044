package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.List;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A departure from what is usual for this very patient.
 *
 * @param condition for example {@code unusual-heart-rate}
 * @param title for people
 * @param signs what it watches, the preferred one first; they share a unit
 * @param direction on which side of the usual it is dangerous
 * @param steps the nearest first
 * @param leastSpread a spread that is smaller is taken for this, so that a very steady patient does
 *     not alarm at nothing; canonical unit
 * @param learnOver how much event time the usual is learnt from
 * @param rule its steps are the steps
 * @param abandonAfter when nothing was measured for so long, the finding ends
 */
public record BaselinePolicy(
        String condition,
        String title,
        List<VitalSign> signs,
        Limit.Direction direction,
        List<Step> steps,
        double leastSpread,
        Duration learnOver,
        ConditionRule rule,
        Duration abandonAfter) {

    /**
     * @param deviations robust standard deviations from the usual at least; positive in both
     *     directions
     * @param delay how long it must last, event time
     */
    public record Step(double deviations, Duration delay, Priority priority) {}

    public BaselinePolicy {
        signs = List.copyOf(signs);
        steps = List.copyOf(steps);
    }
}
