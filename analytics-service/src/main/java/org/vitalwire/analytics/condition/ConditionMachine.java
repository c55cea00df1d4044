package org.vitalwire.analytics.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.condition.ConditionState.Cadence;
import org.vitalwire.analytics.condition.StepState.Status;
import org.vitalwire.contracts.event.Finding.Phase;

/**
 * Moves a condition by one sample. Each step of depth goes
 *
 * <pre>
 *            beyond                delay over                inside
 *   IDLE ------------> PENDING ------------------> ACTIVE ------------> CLEARING
 *    ^                    |                          ^                      |  |
 *    +--- not beyond -----+                          +---- not inside ------+  |
 *    +------------------------- clearAfter over -------------------------------+
 * </pre>
 *
 * <p>Time passes only between samples that are close: a gap longer than {@code maxGap} is no
 * evidence that anything lasted, so a delay or hysteresis starts anew after it. A device that
 * measures seldom would then never be heard; when the interval before was long too (or is not known
 * yet) a second sample that agrees confirms the first, up to {@code sparseGap}. Where waiting for
 * it would be silence, whoever knows the rule lets it be believed ({@link #believe}).
 *
 * <p>A sample that is not newer than the newest changes nothing, so duplicates and late ones cannot
 * reopen or end anything.
 */
public final class ConditionMachine {

    /** How long an end is remembered, to be said again after a crash. */
    private static final long KEEP_ENDED = 600_000_000L;

    private ConditionMachine() {}

    /** The next state; the same object when the sample is late or of a lesser source. */
    public static ConditionState step(ConditionRule rule, ConditionState state, Sample sample) {
        if (sample.at() <= state.lastAt() || isOutranked(rule, state, sample)) {
            return state;
        }
        Interval interval = intervalTo(rule, state, sample.at());
        if (state.steps().isEmpty() && sample.beyond() == 0) {
            return new ConditionState(
                    sample.at(),
                    interval.cadence(),
                    sample.source(),
                    List.of(),
                    remembered(state, sample.at()));
        }
        List<StepState> steps = new ArrayList<>(rule.steps());
        int deepestFired = -1;
        for (int i = 0; i < rule.steps(); i++) {
            StepState next = move(rule, i, state.step(i), sample, interval);
            if (next.isOn() && !state.step(i).isOn()) {
                deepestFired = i;
            }
            steps.add(next);
        }
        long since = state.lastAt();
        if (deepestFired >= 0) {
            StepState fired = state.step(deepestFired);
            since = fired.status() == Status.PENDING ? fired.since() : sample.at();
            // Whoever is beyond 80 is beyond 90 too: the outer steps decide about the end.
            for (int i = 0; i < deepestFired; i++) {
                if (!steps.get(i).isOn()) {
                    steps.set(i, StepState.ACTIVE);
                }
            }
        }
        ConditionState after =
                new ConditionState(
                        sample.at(),
                        interval.cadence(),
                        sample.source(),
                        isQuiet(steps) ? List.of() : steps,
                        remembered(state, sample.at()));
        return announce(state, after, sample.at(), since, sample.value(), sample.cause());
    }

    /**
     * Believes a measurement that stands alone: what has been pending for so long without being
     * refuted is on, although no second sample has confirmed it.
     *
     * @param wait how long, microseconds
     * @param at the time that it is by now, microseconds of event time
     * @param value what was measured
     * @return the same object when nothing has been pending for so long
     */
    public static ConditionState believe(
            ConditionState state, long wait, long at, double value, long cause) {
        List<StepState> steps = new ArrayList<>(state.steps());
        int deepest = -1;
        for (int i = 0; i < steps.size(); i++) {
            StepState step = steps.get(i);
            if (step.status() == Status.PENDING && at - step.since() >= wait) {
                deepest = i;
            }
        }
        if (deepest < 0) {
            return state;
        }
        long since = steps.get(deepest).since();
        for (int i = 0; i <= deepest; i++) {
            if (!steps.get(i).isOn()) {
                steps.set(i, StepState.ACTIVE);
            }
        }
        // When it was last measured stays: the next gap is counted from there.
        ConditionState after =
                new ConditionState(
                        state.lastAt(),
                        state.cadence(),
                        state.source(),
                        steps,
                        remembered(state, at));
        return announce(state, after, at, since, value, cause);
    }

    /** Ends what is on because nothing is heard any more, or drops what was pending. */
    public static ConditionState abandon(ConditionState state, long at, long cause) {
        int depth = state.depth();
        Optional<Announcement> last = state.last();
        if (depth > 0) {
            last =
                    last.map(on ->
                            new Announcement(
                                    Phase.ENDED,
                                    depth,
                                    on.startedAt(),
                                    at,
                                    state.lastAt(),
                                    on.value(),
                                    cause));
        }
        return new ConditionState(state.lastAt(), state.cadence(), state.source(), List.of(), last);
    }

    /** How far apart two samples are, and whether they belong together. */
    private record Interval(Cadence cadence, boolean close, boolean confirming) {}

    private static Interval intervalTo(ConditionRule rule, ConditionState state, long at) {
        if (state.lastAt() == EventTime.NEVER) {
            return new Interval(Cadence.UNKNOWN, false, false);
        }
        long gap = at - state.lastAt();
        if (gap <= rule.maxGap()) {
            return new Interval(Cadence.CONTINUOUS, true, true);
        }
        boolean seldom = state.cadence() != Cadence.CONTINUOUS;
        return new Interval(Cadence.SPARSE, false, seldom && gap <= rule.sparseGap());
    }

    private static boolean isOutranked(ConditionRule rule, ConditionState state, Sample sample) {
        return sample.source() > state.source()
                && state.lastAt() != EventTime.NEVER
                && sample.at() - state.lastAt() <= rule.maxGap();
    }

    private static StepState move(
            ConditionRule rule, int index, StepState step, Sample sample, Interval interval) {
        boolean beyond = index < sample.beyond();
        boolean inside = index >= sample.insideFrom();
        return switch (step.status()) {
            case IDLE -> {
                if (!beyond) {
                    yield StepState.IDLE;
                }
                yield rule.delays().get(index) == 0 || (sample.spot() && !interval.close())
                        ? StepState.ACTIVE
                        : new StepState(Status.PENDING, sample.at());
            }
            case PENDING -> {
                if (!beyond) {
                    yield StepState.IDLE;
                }
                if (isOver(rule.delays().get(index), step, sample, interval)) {
                    yield StepState.ACTIVE;
                }
                yield interval.confirming() ? step : new StepState(Status.PENDING, sample.at());
            }
            case ACTIVE -> {
                if (!inside) {
                    yield step;
                }
                yield rule.clearAfter() == 0 || (sample.spot() && !interval.close())
                        ? StepState.IDLE
                        : new StepState(Status.CLEARING, sample.at());
            }
            case CLEARING -> {
                if (!inside) {
                    yield StepState.ACTIVE;
                }
                if (isOver(rule.clearAfter(), step, sample, interval)) {
                    yield StepState.IDLE;
                }
                yield interval.confirming() ? step : new StepState(Status.CLEARING, sample.at());
            }
        };
    }

    private static boolean isOver(long wait, StepState step, Sample sample, Interval interval) {
        if (sample.spot() && !interval.close()) {
            return true;
        }
        return interval.confirming() && sample.at() - step.since() >= wait;
    }

    private static boolean isQuiet(List<StepState> steps) {
        return steps.stream().allMatch(step -> step.status() == Status.IDLE);
    }

    /** With what there is to say of it, if it is on at another depth now. */
    private static ConditionState announce(
            ConditionState before,
            ConditionState after,
            long at,
            long since,
            double value,
            long cause) {
        int depthBefore = before.depth();
        int depthAfter = after.depth();
        if (depthBefore == depthAfter) {
            return after;
        }
        Phase phase =
                depthBefore == 0 ? Phase.STARTED : depthAfter == 0 ? Phase.ENDED : Phase.UPDATED;
        long startedAt =
                phase == Phase.STARTED ? at : before.last().map(Announcement::startedAt).orElse(at);
        long from = depthAfter > depthBefore ? since : clearingSince(before, depthBefore, at);
        return new ConditionState(
                after.lastAt(),
                after.cadence(),
                after.source(),
                after.steps(),
                Optional.of(
                        new Announcement(
                                phase,
                                phase == Phase.ENDED ? depthBefore : depthAfter,
                                startedAt,
                                at,
                                from,
                                value,
                                cause)));
    }

    private static long clearingSince(ConditionState before, int depth, long at) {
        StepState step = before.step(depth - 1);
        return step.status() == Status.CLEARING ? step.since() : at;
    }

    private static Optional<Announcement> remembered(ConditionState state, long now) {
        return state.last()
                .filter(last -> last.phase() != Phase.ENDED || now - last.at() < KEEP_ENDED);
    }
}
