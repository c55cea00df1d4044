package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.limit.Limit.Direction;
import org.vitalwire.analytics.limit.Step;
import org.vitalwire.contracts.vitals.VitalSign;

/** Reads limits. */
final class LimitReader {

    private LimitReader() {}

    static List<Limit> read(Fields policy, Conditions conditions) {
        List<Limit> limits = new ArrayList<>();
        for (Fields entry : policy.objects("limits")) {
            limit(entry, conditions, limits).ifPresent(limits::add);
        }
        return limits;
    }

    private static Optional<Limit> limit(Fields entry, Conditions conditions, List<Limit> others) {
        int before = entry.problems();
        String condition = conditions.declare(entry);
        String title = entry.text("title");
        Direction direction = entry.oneOf("direction", Direction.class, Direction.BELOW);
        List<VitalSign> signs = entry.signs("signs");
        List<VitalSign> spotSigns = entry.optionalSigns("spotSigns");
        if (!signs.containsAll(spotSigns)) {
            entry.problem("spotSigns", "has a sign that is not in signs");
        }
        double low = signs.stream().mapToDouble(s -> s.entry().low()).max().orElse(-1e9);
        double high = signs.stream().mapToDouble(s -> s.entry().high()).min().orElse(1e9);
        boolean downwards = direction == Direction.BELOW;
        List<Depth> steps = Depth.read(entry, "steps", "beyond", low, high, downwards);
        List<Depth> steps2 =
                entry.has("stepsOnScale2")
                        ? Depth.read(entry, "stepsOnScale2", "beyond", low, high, downwards)
                        : steps;
        if (steps2.size() != steps.size()) {
            entry.problem("stepsOnScale2", "must have as many steps as steps");
        }
        double margin = entry.number("margin", 0, high - low, 0);
        Timing timing = Timing.read(entry);
        Duration spotDelay = spotDelay(entry, spotSigns, timing);
        entry.nothingElse();
        if (entry.problems() == before) {
            double ends = steps.getFirst().threshold() + (downwards ? margin : -margin);
            if (ends < low || ends > high) {
                entry.problem("margin", "leaves no plausible value that would end the condition");
            }
            contradictions(entry, direction, signs, steps.getFirst().threshold(), others);
        }
        if (entry.problems() > before) {
            return Optional.empty();
        }
        return Optional.of(
                new Limit(
                        condition,
                        title,
                        direction,
                        signs,
                        spotSigns,
                        spotDelay,
                        limitSteps(steps),
                        limitSteps(steps2),
                        margin,
                        timing.rule(Depth.delays(steps)),
                        timing.rule(Depth.delays(steps2))));
    }

    private static Duration spotDelay(Fields entry, List<VitalSign> spotSigns, Timing timing) {
        Duration delay = entry.wait("spotDelay", Duration.ZERO);
        if (delay.isPositive() && spotSigns.isEmpty()) {
            entry.problem("spotDelay", "is of no use without spotSigns");
        }
        if (delay.compareTo(timing.sparseGap()) > 0) {
            entry.problem("spotDelay", "must not be longer than sparseGap");
        }
        return delay;
    }

    /** A low limit above the high limit of the same sign would leave no value in peace. */
    private static void contradictions(
            Fields entry,
            Direction direction,
            List<VitalSign> signs,
            double outermost,
            List<Limit> others) {
        for (Limit other : others) {
            double theirs = other.steps().getFirst().beyond();
            boolean crossed =
                    direction == Direction.BELOW ? outermost > theirs : outermost < theirs;
            if (other.direction() != direction
                    && crossed
                    && other.signs().stream().anyMatch(signs::contains)) {
                entry.problem(
                        "steps[0].beyond",
                        "contradicts "
                                + other.condition()
                                + ": every value would be beyond one of them");
            }
        }
    }

    private static List<Step> limitSteps(List<Depth> steps) {
        return steps.stream()
                .map(step -> new Step(step.threshold(), step.delay(), step.priority()))
                .toList();
    }
}
