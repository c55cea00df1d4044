package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.id.PatientId;

/**
 * The state of an alert episode after a transition.
 *
 * @param at processed time of the transition
 * @param startedAt event time at which the condition started
 * @param by subject of the person who acted
 */
public record AlertEpisode(
        String episodeId,
        PatientId patientId,
        String condition,
        Priority priority,
        Transition transition,
        Instant at,
        Instant startedAt,
        Optional<String> by,
        String title,
        boolean open,
        boolean conditionActive,
        boolean retrospective,
        boolean synthetic) {

    /** What happened to the episode. */
    public enum Transition {
        RAISED,
        UPDATED,
        ACKNOWLEDGED,
        CONDITION_ENDED,
        RESOLVED,
        /** Somebody is called. */
        CALLED,
        /** A person does not take it on. */
        REJECTED,
        /** A person gives it to another. */
        HANDED_OVER,
        /** Nobody is called by it for a while. */
        PAUSED,
        /** A pause or an order ended. */
        RESUMED,
        /** Nobody is called by it, by order. */
        SWITCHED_OFF,
        /** A person judged what it was good for. */
        DISPOSED,
        /** Who accepted it is called again, for it is still active. */
        REMINDED
    }
}
