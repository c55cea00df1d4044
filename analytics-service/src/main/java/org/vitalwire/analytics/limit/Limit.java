package org.vitalwire.analytics.limit;

import java.time.Duration;
import java.util.List;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A limit in force.
 *
 * @param condition for example {@code low-spo2}
 * @param title for people
 * @param signs what it watches, the preferred one first; they share a unit
 * @param spotSigns those of them of which a single measurement is believed
 * @param spotDelay how long a single measurement of a spot sign waits for another one that confirms
 *     or refutes it before it is believed, event time; zero believes it at once
 * @param steps the shallowest first
 * @param steps2 the steps for a patient with a prescribed SpO2 of 88-92 %, as many as of {@code
 *     steps}
 * @param margin how far inside a value must be to clear, canonical unit
 */
public record Limit(
        String condition,
        String title,
        Direction direction,
        List<VitalSign> signs,
        List<VitalSign> spotSigns,
        Duration spotDelay,
        List<Step> steps,
        List<Step> steps2,
        double margin,
        ConditionRule rule,
        ConditionRule rule2) {

    /** On which side of the limit it is dangerous. */
    public enum Direction {
        BELOW,
        ABOVE
    }

    public Limit {
        signs = List.copyOf(signs);
        spotSigns = List.copyOf(spotSigns);
        steps = List.copyOf(steps);
        steps2 = List.copyOf(steps2);
    }

    public List<Step> steps(int spo2Scale) {
        return spo2Scale == 2 ? steps2 : steps;
    }

    public ConditionRule rule(int spo2Scale) {
        return spo2Scale == 2 ? rule2 : rule;
    }

    /** How many steps a value is beyond. */
    public int beyond(double value, int spo2Scale) {
        List<Step> inForce = steps(spo2Scale);
        int beyond = 0;
        while (beyond < inForce.size() && isBeyond(value, inForce.get(beyond).beyond())) {
            beyond++;
        }
        return beyond;
    }

    /** The step from which on a value is inside by the margin. */
    public int insideFrom(double value, int spo2Scale) {
        List<Step> inForce = steps(spo2Scale);
        int inside = inForce.size();
        while (inside > 0 && isInside(value, inForce.get(inside - 1).beyond())) {
            inside--;
        }
        return inside;
    }

    /** Whether a single measurement of the sign is believed as soon as it is there. */
    public boolean isBelievedAtOnce(VitalSign sign) {
        return spotDelay.isZero() && spotSigns.contains(sign);
    }

    /**
     * Whether a single measurement of the sign is believed once nothing has refuted it for long.
     */
    public boolean isBelievedAfterDelay(VitalSign sign) {
        return spotDelay.isPositive() && spotSigns.contains(sign);
    }

    private boolean isBeyond(double value, double limit) {
        return direction == Direction.BELOW ? value < limit : value > limit;
    }

    private boolean isInside(double value, double limit) {
        return direction == Direction.BELOW ? value >= limit + margin : value <= limit - margin;
    }
}
