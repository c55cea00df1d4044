package org.vitalwire.alert.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is called when, until somebody accepts.
 *
 * @param steps in the order of their time
 * @param repeatEvery the last step comes again after this, until somebody accepts; empty for never
 * @param remindAfter who accepted is called again after this while the condition is still active;
 *     empty for never
 * @param longestPause for which a person may pause the calls
 */
public record EscalationPlan(
        List<CallStep> steps,
        Optional<Duration> repeatEvery,
        Optional<Duration> remindAfter,
        Duration longestPause) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    public EscalationPlan {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a plan has at least one step");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).after().compareTo(steps.get(i - 1).after()) < 0) {
                throw new IllegalArgumentException("steps are in the order of their time");
            }
        }
        repeatEvery.ifPresent(EscalationPlan::requireLongEnough);
        remindAfter.ifPresent(EscalationPlan::requireLongEnough);
        requireLongEnough(longestPause);
    }

    /** The step that is taken when so many have been; the last one again after all. */
    public CallStep stepAfter(int taken) {
        return steps.get(Math.min(taken, steps.size() - 1));
    }

    /**
     * When the next call is due.
     *
     * @param since beginning of the round
     * @param taken calls of the round that have been made
     * @return empty when no further call follows
     */
    Optional<Instant> nextAt(Instant since, int taken, Instant now) {
        return taken < steps.size()
                ? Optional.of(since.plus(steps.get(taken).after()))
                : repeatEvery.map(now::plus);
    }

    private static void requireLongEnough(Duration duration) {
        if (duration.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("shorter than " + SHORTEST);
        }
    }
}
