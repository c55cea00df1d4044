package org.vitalwire.alert.episode;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AlertEpisode.Transition;

/**
 * One transition of an episode, for the audit trail and for whoever must be told.
 *
 * @param after the episode when it was done
 * @param at processed time
 * @param by the person who did it, empty when the condition itself or time did
 * @param notable whether an integrator's event feed tells it: what the condition does and who
 *     answered, not the mere news of a condition that is known already, nor whom we call
 * @param call whom it calls
 * @param reason code of why the person did it
 * @param to the person to whom it is handed over
 */
public record Change(
        Transition transition,
        Episode after,
        Instant at,
        Optional<String> by,
        boolean notable,
        Optional<Call> call,
        Optional<String> reason,
        Optional<String> to) {

    /** The reason of who accepts once more, after they were reminded. */
    public static final String AGAIN = "again";

    static Change of(Transition transition, Episode after, Instant at) {
        return new Change(
                transition,
                after,
                at,
                Optional.empty(),
                isNotable(transition),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Change by(String person, Transition transition, Episode after, Instant at) {
        return new Change(
                transition,
                after,
                at,
                Optional.of(person),
                isNotable(transition),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Change update(Episode after, Instant at, boolean notable) {
        return new Change(
                Transition.UPDATED,
                after,
                at,
                Optional.empty(),
                notable,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Change call(Transition transition, Episode after, Instant at, Call call) {
        return new Change(
                transition,
                after,
                at,
                Optional.empty(),
                isNotable(transition),
                Optional.of(call),
                Optional.empty(),
                Optional.empty());
    }

    Change because(String code) {
        return new Change(transition, after, at, by, notable, call, Optional.of(code), to);
    }

    Change towards(String person) {
        return new Change(transition, after, at, by, notable, call, reason, Optional.of(person));
    }

    /** The event for alerts.v1. */
    public AlertEpisode event() {
        Facts facts = after.facts();
        return new AlertEpisode(
                facts.id().toString(),
                facts.patientId(),
                facts.condition(),
                facts.priority(),
                transition,
                at,
                facts.startedAt(),
                by,
                facts.title(),
                after.isOpen(),
                after.isConditionActive(),
                facts.retrospective(),
                facts.synthetic());
    }

    private static boolean isNotable(Transition transition) {
        return switch (transition) {
            case RAISED, UPDATED, ACKNOWLEDGED, CONDITION_ENDED, RESOLVED -> true;
            case CALLED, REJECTED, HANDED_OVER, PAUSED, RESUMED, SWITCHED_OFF, DISPOSED, REMINDED ->
                    false;
        };
    }
}
