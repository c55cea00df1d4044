package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.policy.TrendPolicy.Direction;
import org.vitalwire.contracts.vitals.VitalSign;

/** Reads what looks at the course of a sign: trends, and departures from the patient's usual. */
final class CourseReader {

    static final double LEAST_CONFIDENCE = 0.5;
    static final double MOST_CONFIDENCE = 0.9999;
    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
    private static final Duration SHORTEST_LEARNING = Duration.ofHours(1);
    static final Duration LONGEST_WINDOW = Duration.ofDays(2);
    private static final double MOST_DEVIATIONS = 50;
    private static final Duration USUAL_CLEAR = Duration.ofMinutes(5);
    private static final Duration USUAL_LEARNING = Duration.ofHours(24);

    private CourseReader() {}

    static List<TrendPolicy> trends(Fields policy, Conditions conditions, Duration abandonAfter) {
        List<TrendPolicy> trends = new ArrayList<>();
        for (Fields entry : policy.objects("trends")) {
            trend(entry, conditions, abandonAfter).ifPresent(trends::add);
        }
        return trends;
    }

    static List<BaselinePolicy> baselines(
            Fields policy, Conditions conditions, Duration abandonAfter) {
        List<BaselinePolicy> baselines = new ArrayList<>();
        for (Fields entry : policy.objects("baselines")) {
            baseline(entry, conditions, abandonAfter).ifPresent(baselines::add);
        }
        return baselines;
    }

    private static Optional<TrendPolicy> trend(
            Fields entry, Conditions conditions, Duration abandonAfter) {
        int before = entry.problems();
        String condition = conditions.declare(entry);
        String title = entry.text("title");
        List<VitalSign> signs = entry.signs("signs");
        Direction direction = entry.oneOf("direction", Direction.class, Direction.RISING);
        Duration window = window(entry);
        double steepest = range(signs) * Duration.ofHours(1).toSeconds();
        List<Depth> steps = Depth.read(entry, "steps", "perHour", 0, steepest, false);
        mustBePositive(entry, steps);
        double confidence = entry.number("confidence", LEAST_CONFIDENCE, MOST_CONFIDENCE);
        Timing timing = Timing.read(entry, usual(window));
        Duration abandon = entry.positive("abandonAfter", longer(abandonAfter, window));
        entry.nothingElse();
        return entry.problems() > before
                ? Optional.empty()
                : Optional.of(
                        new TrendPolicy(
                                condition,
                                title,
                                signs,
                                direction,
                                window,
                                steps.stream()
                                        .map(s ->
                                                new TrendPolicy.Step(
                                                        s.threshold(), s.delay(), s.priority()))
                                        .toList(),
                                confidence,
                                timing.rule(Depth.delays(steps)),
                                abandon));
    }

    private static Optional<BaselinePolicy> baseline(
            Fields entry, Conditions conditions, Duration abandonAfter) {
        int before = entry.problems();
        String condition = conditions.declare(entry);
        String title = entry.text("title");
        List<VitalSign> signs = entry.signs("signs");
        Limit.Direction direction =
                entry.oneOf("direction", Limit.Direction.class, Limit.Direction.BELOW);
        List<Depth> steps = Depth.read(entry, "steps", "deviations", 0, MOST_DEVIATIONS, false);
        mustBePositive(entry, steps);
        double leastSpread = entry.number("leastSpread", 0, range(signs));
        if (leastSpread == 0) {
            entry.problem("leastSpread", "must be positive: nobody is perfectly steady");
        }
        Duration learnOver = entry.positive("learnOver", USUAL_LEARNING);
        if (learnOver.compareTo(SHORTEST_LEARNING) < 0) {
            entry.problem("learnOver", "must not be shorter than an hour");
        }
        Timing timing = Timing.read(entry, usual(Duration.ofHours(1)));
        Duration abandon = entry.positive("abandonAfter", abandonAfter);
        entry.nothingElse();
        return entry.problems() > before
                ? Optional.empty()
                : Optional.of(
                        new BaselinePolicy(
                                condition,
                                title,
                                signs,
                                direction,
                                steps.stream()
                                        .map(s ->
                                                new BaselinePolicy.Step(
                                                        s.threshold(), s.delay(), s.priority()))
                                        .toList(),
                                leastSpread,
                                learnOver,
                                timing.rule(Depth.delays(steps)),
                                abandon));
    }

    static Duration window(Fields entry) {
        Duration window = entry.positive("window");
        if (window.compareTo(LONGEST_WINDOW) > 0) {
            entry.problem("window", "must not be longer than 2 days");
        }
        if (window.compareTo(SHORTEST_WINDOW) < 0) {
            entry.problem("window", "must not be shorter than a minute");
        }
        return window;
    }

    static double range(List<VitalSign> signs) {
        return signs.stream().mapToDouble(s -> s.entry().high() - s.entry().low()).min().orElse(1);
    }

    /** What is seen over a window may be measured as seldom as a quarter of it. */
    private static Timing usual(Duration window) {
        Duration gap = longer(window.dividedBy(4), Duration.ofMinutes(5));
        return new Timing(USUAL_CLEAR, gap, longer(window, gap));
    }

    private static void mustBePositive(Fields entry, List<Depth> steps) {
        if (steps.stream().anyMatch(step -> step.threshold() <= 0)) {
            entry.problem("steps", "must be positive; the direction says which way");
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
