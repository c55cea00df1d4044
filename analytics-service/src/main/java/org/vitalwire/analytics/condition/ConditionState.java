package org.vitalwire.analytics.condition;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.condition.StepState.Status;

/**
 * Where a condition of one patient stands. Immutable.
 *
 * @param lastAt event time of the newest sample, {@link EventTime#NEVER} before the first
 * @param source rank of what that sample was
 * @param steps one for each step of depth; empty while all are idle
 * @param last what was last said of it, for a while after its end too
 */
public record ConditionState(
        long lastAt,
        Cadence cadence,
        int source,
        List<StepState> steps,
        Optional<Announcement> last) {

    public static final ConditionState NEW =
            new ConditionState(EventTime.NEVER, Cadence.UNKNOWN, 0, List.of(), Optional.empty());

    /** How closely the device measures, as the newest interval told. */
    public enum Cadence {
        UNKNOWN,
        /** Within the rule's longest gap. */
        CONTINUOUS,
        /** Further apart. */
        SPARSE
    }

    public ConditionState {
        steps = List.copyOf(steps);
    }

    /** A condition that is not there, after a sample at {@code lastAt}. */
    public static ConditionState atRest(long lastAt, Cadence cadence, int source) {
        return new ConditionState(lastAt, cadence, source, List.of(), Optional.empty());
    }

    /** Whether there is nothing to remember of it but when it was last looked at. */
    public boolean isAtRest() {
        return steps.isEmpty() && last.isEmpty();
    }

    /** How many steps are on; 0 while the condition is not. */
    public int depth() {
        for (int i = steps.size(); i > 0; i--) {
            if (steps.get(i - 1).isOn()) {
                return i;
            }
        }
        return 0;
    }

    public boolean isOn() {
        return depth() > 0;
    }

    StepState step(int index) {
        return index < steps.size() ? steps.get(index) : StepState.IDLE;
    }

    /** Since when the step that has waited longest has been beyond; empty while none waits. */
    public Optional<Long> pendingSince() {
        return steps.stream()
                .filter(step -> step.status() == Status.PENDING)
                .map(StepState::since)
                .min(Comparator.naturalOrder());
    }

    /** When, if nothing else is measured, the next delay or hysteresis is over. */
    public Optional<Long> dueAt(ConditionRule rule) {
        long due = Long.MAX_VALUE;
        for (int i = 0; i < steps.size(); i++) {
            StepState step = steps.get(i);
            if (step.status() == Status.PENDING) {
                due = Math.min(due, step.since() + rule.delays().get(i));
            } else if (step.status() == Status.CLEARING) {
                due = Math.min(due, step.since() + rule.clearAfter());
            }
        }
        return due == Long.MAX_VALUE ? Optional.empty() : Optional.of(due);
    }
}
