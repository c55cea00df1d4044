package org.vitalwire.alert.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.vitalwire.alert.episode.Calling.Underway;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.alert.episode.Episode.Open;
import org.vitalwire.alert.episode.Responsibility.AcceptedBy;
import org.vitalwire.contracts.event.AlertEpisode.Transition;

/** Machines with one fault each, that {@link SafetyRules} must find. */
enum BrokenMachines {
    FORGETS_THE_TIMER(
            "a high alert that nobody accepted has a timer",
            onCall((handling, underway) -> handling.with(at(underway, Optional.empty())))),
    WAITS_AN_HOUR(
            "and it is not too far away",
            onCall((handling, underway) ->
                    handling.with(
                            at(
                                    underway,
                                    underway.nextAt().map(t -> t.plus(Duration.ofHours(1))))))),
    CALLS_TOO_SOON(
            "nobody is called before their time",
            onCall((handling, underway) ->
                    handling.with(at(underway, underway.nextAt().map(t -> t.minusSeconds(10)))))),
    LEAVES_A_STEP_OUT(
            "steps are in their order, none left out",
            onCall((handling, underway) ->
                    handling.with(
                            new Underway(
                                    underway.round(),
                                    underway.since(),
                                    underway.taken() + 1,
                                    underway.nextAt(),
                                    underway.first())))),
    CALLS_ON_AFTER_ACCEPTANCE(
            "nobody is paged after somebody accepted",
            (_, step, _) ->
                    last(step, Transition.ACKNOWLEDGED)
                            ? handled(step, BrokenMachines::callingStill)
                            : step),
    KEEPS_AN_ACCEPTANCE_THAT_WAS_FOR_LESS(
            "an acceptance is one line",
            (before, step, _) ->
                    before.filter(b -> b.responsibility().isAccepted()).isPresent()
                                    && last(step, Transition.CALLED)
                            ? handled(
                                    step,
                                    (handling, _) ->
                                            handling.accepted(
                                                    (AcceptedBy)
                                                            before.orElseThrow().responsibility(),
                                                    Optional.empty()))
                            : step),
    SILENCES_ITS_NEIGHBOURS(
            "a deed on one alert changes no other",
            (_, step, all) -> {
                if (last(step, Transition.PAUSED)) {
                    Signal.Silenced pause =
                            step.episode().handling().signal().silenced().orElseThrow();
                    all.replaceAll((_, other) ->
                            other instanceof Open open && !open.facts().retrospective()
                                    ? open.with(open.facts(), open.handling().silenced(pause))
                                    : other);
                }
                return step;
            }),
    CALLS_WHILE_SILENT(
            "nobody is called by what is silent",
            (_, step, _) ->
                    step.changes().size() > 1
                                    && step.changes().getFirst().transition() == Transition.RESUMED
                                    && last(step, Transition.CALLED)
                            ? new Step(
                                    step.episode(),
                                    step.changes().subList(1, step.changes().size()))
                            : step),
    LEAVES_OUT_A_LINE(
            "the trail ends with what is stored",
            (_, step, _) ->
                    step.changes().size() > 1 && last(step, Transition.CALLED)
                            ? new Step(
                                    step.episode(),
                                    step.changes().subList(0, step.changes().size() - 1))
                            : step),
    CHANGES_WITHOUT_A_LINE(
            "nothing changes without a line in the trail",
            (_, step, _) ->
                    last(step, Transition.REJECTED) && step.changes().size() == 1
                            ? new Step(step.episode(), List.of())
                            : step),
    WRITES_A_LINE_TWICE(
            "whoever was first stays the one",
            (_, step, _) ->
                    last(step, Transition.ACKNOWLEDGED)
                            ? new Step(step.episode(), twice(step.changes()))
                            : step);

    /** What is done to each step of a sound machine. */
    @FunctionalInterface
    interface Fault {
        Step in(Optional<Episode> before, Step step, Map<EpisodeId, Episode> all);
    }

    static final Fault SOUND = (_, step, _) -> step;

    private final String rule;

    // Lambdas that hold nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Fault fault;

    BrokenMachines(String rule, Fault fault) {
        this.rule = rule;
        this.fault = fault;
    }

    String rule() {
        return rule;
    }

    Fault fault() {
        return fault;
    }

    private static Fault onCall(BiFunction<Handling, Underway, Handling> fault) {
        return (_, step, _) ->
                last(step, Transition.CALLED)
                                && step.episode().handling().calling() instanceof Underway underway
                        ? handled(step, (handling, _) -> fault.apply(handling, underway))
                        : step;
    }

    private static boolean last(Step step, Transition transition) {
        return !step.changes().isEmpty()
                && step.changes().getLast().transition() == transition
                && step.episode() instanceof Open;
    }

    /** The same step, but it leaves the episode handled otherwise, and tells so. */
    private static Step handled(Step step, BiFunction<Handling, Instant, Handling> fault) {
        if (!(step.episode() instanceof Open open)) {
            return step;
        }
        Change last = step.changes().getLast();
        Episode after = open.with(open.facts(), fault.apply(open.handling(), last.at()));
        List<Change> changes = new ArrayList<>(step.changes());
        changes.set(
                changes.size() - 1,
                new Change(
                        last.transition(),
                        after,
                        last.at(),
                        last.by(),
                        last.notable(),
                        last.call(),
                        last.reason(),
                        last.to()));
        return new Step(after, changes);
    }

    private static Handling callingStill(Handling handling, Instant now) {
        return handling.signal() instanceof Signal.Enabled
                ? handling.with(
                        new Underway(
                                handling.calling().round(),
                                now,
                                1,
                                Optional.of(now.plusSeconds(20)),
                                Optional.empty()))
                : handling;
    }

    private static Underway at(Underway underway, Optional<Instant> nextAt) {
        return new Underway(
                underway.round(), underway.since(), underway.taken(), nextAt, underway.first());
    }

    private static List<Change> twice(List<Change> changes) {
        List<Change> all = new ArrayList<>(changes);
        all.add(changes.getLast());
        return all;
    }
}
