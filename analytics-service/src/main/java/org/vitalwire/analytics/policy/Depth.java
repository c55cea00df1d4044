package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vitalwire.contracts.event.Priority;

/** One step of a rule, whatever its threshold is called: deeper is sooner and never less urgent. */
record Depth(double threshold, Duration delay, Priority priority) {

    private static final int MOST_STEPS = 8;

    /**
     * Reads a list of steps, the shallowest first.
     *
     * @param number the field of the threshold, such as {@code beyond}
     * @param downwards whether deeper is less
     */
    static List<Depth> read(
            Fields rule, String list, String number, double low, double high, boolean downwards) {
        List<Fields> entries = rule.objects(list);
        if (entries.isEmpty() || entries.size() > MOST_STEPS) {
            rule.problem(list, "must have 1 to " + MOST_STEPS + " steps");
            return List.of();
        }
        List<Depth> steps = new ArrayList<>();
        for (Fields entry : entries) {
            int before = entry.problems();
            Depth step =
                    new Depth(
                            entry.number(number, low, high),
                            entry.wait("delay"),
                            entry.oneOf("priority", Priority.class, Priority.HIGH));
            entry.nothingElse();
            if (!steps.isEmpty() && entry.problems() == before) {
                steps.getLast().mustLeadTo(step, entry, number, downwards);
            }
            steps.add(step);
        }
        return steps;
    }

    private void mustLeadTo(Depth next, Fields entry, String number, boolean downwards) {
        boolean deeper = downwards ? next.threshold < threshold : next.threshold > threshold;
        if (!deeper) {
            entry.problem(
                    number,
                    "must lie deeper than the step before, which is " + Fields.plain(threshold));
        }
        if (next.delay.compareTo(delay) > 0) {
            entry.problem("delay", "must not be longer than that of the step before");
        }
        if (next.priority.compareTo(priority) < 0) {
            entry.problem("priority", "must not be less than that of the step before");
        }
    }

    static List<Duration> delays(List<Depth> steps) {
        return steps.stream().map(Depth::delay).toList();
    }
}
