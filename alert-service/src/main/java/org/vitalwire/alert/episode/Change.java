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
 * @param notable whether people are told by other ways than an open screen: false for mere news of
 *     a condition that is known already
 */
public record Change(
        Transition transition, Episode after, Instant at, Optional<String> by, boolean notable) {

    static Change of(Transition transition, Episode after, Instant at) {
        return new Change(transition, after, at, Optional.empty(), true);
    }

    static Change by(String person, Transition transition, Episode after, Instant at) {
        return new Change(transition, after, at, Optional.of(person), true);
    }

    static Change update(Episode after, Instant at, boolean notable) {
        return new Change(Transition.UPDATED, after, at, Optional.empty(), notable);
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
}
