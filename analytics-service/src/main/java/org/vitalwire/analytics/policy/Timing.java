package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.List;
import org.vitalwire.analytics.condition.ConditionRule;

/** Reads how a condition ends and which gaps it bears; the delays come with its steps. */
record Timing(Duration clearAfter, Duration maxGap, Duration sparseGap) {

    /** All three must be there. */
    static Timing read(Fields fields) {
        return checked(
                fields,
                fields.wait("clearAfter"),
                fields.positive("maxGap"),
                fields.positive("sparseGap"));
    }

    /** What is absent is taken from what is usual for such a rule. */
    static Timing read(Fields fields, Timing usual) {
        Duration maxGap = fields.positive("maxGap", usual.maxGap);
        Duration sparse = usual.sparseGap.compareTo(maxGap) < 0 ? maxGap : usual.sparseGap;
        return checked(
                fields,
                fields.wait("clearAfter", usual.clearAfter),
                maxGap,
                fields.positive("sparseGap", sparse));
    }

    private static Timing checked(
            Fields fields, Duration clearAfter, Duration maxGap, Duration sparseGap) {
        if (sparseGap.compareTo(maxGap) < 0) {
            fields.problem("sparseGap", "must not be shorter than maxGap");
            return new Timing(clearAfter, maxGap, maxGap);
        }
        return new Timing(clearAfter, maxGap, sparseGap);
    }

    ConditionRule rule(List<Duration> delays) {
        return ConditionRule.of(delays, clearAfter, maxGap, sparseGap);
    }
}
