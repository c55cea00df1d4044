package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Several things at once.
 *
 * @param condition for example {@code shock}
 * @param title for people
 * @param atLeast how many of the terms must hold: all of them for AND, 1 for OR
 * @param freshness how long the value behind a term may be used; without it {@link UsualFreshness}
 * @param delay how long it must last, event time
 * @param rule of the one step
 * @param abandonAfter when nothing that it rests on was measured for so long, the finding ends
 */
public record CombinationPolicy(
        String condition,
        String title,
        int atLeast,
        List<Term> terms,
        Optional<Duration> freshness,
        Duration delay,
        Priority priority,
        ConditionRule rule,
        Duration abandonAfter) {

    /** Something that holds or does not. */
    public sealed interface Term {

        /** Another condition of the policy is on. */
        record OfCondition(String condition) implements Term {}

        /** A value is strictly below, or strictly above; canonical unit. */
        record OfSign(VitalSign sign, Limit.Direction direction, double beyond) implements Term {}

        /** A score of the policy, or its lower bound while it is incomplete, reaches a total. */
        record OfScore(String score, int atLeast) implements Term {}

        /**
         * A sign rises or falls.
         *
         * @param perHour how steep at least; positive in both directions
         */
        record OfTrend(
                VitalSign sign,
                TrendPolicy.Direction direction,
                double perHour,
                Duration window,
                double confidence)
                implements Term {}

        /**
         * A sign is away from what is usual for the patient.
         *
         * @param deviations robust standard deviations at least; positive in both directions
         */
        record OfDeviation(
                VitalSign sign, Limit.Direction direction, double deviations, double leastSpread)
                implements Term {}
    }

    public CombinationPolicy {
        terms = List.copyOf(terms);
    }
}
