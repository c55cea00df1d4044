package org.vitalwire.alert.episode;

import java.util.ArrayList;
import java.util.List;

/** The answer to somebody who wants an episode to move. */
public sealed interface Decision {

    /**
     * It moved, or was there already.
     *
     * @param changes in order; empty when nothing happened
     */
    record Step(Episode episode, List<Change> changes) implements Decision {

        public Step {
            changes = List.copyOf(changes);
        }

        static Step none(Episode episode) {
            return new Step(episode, List.of());
        }

        /** Both, one after the other. */
        public Step then(Step next) {
            List<Change> all = new ArrayList<>(changes);
            all.addAll(next.changes);
            return new Step(next.episode, all);
        }
    }

    /** It did not move. */
    record Refused(Refusal reason) implements Decision {}

    /** Why a deed is refused. */
    enum Refusal {
        /** Nobody may close an episode whose condition is there. */
        CONDITION_ACTIVE,
        /** The episode is over: there is nothing to reject, hand over or silence. */
        OVER,
        /** Nobody is ever called for what came too late to act on. */
        RETROSPECTIVE,
        PAUSE_TOO_LONG,
        /** A HIGH alert may be paused, never switched off. */
        NOT_FOR_HIGH,
        /** An order ends within 12 h, and in the future. */
        OFF_TOO_LONG,
        /** Nobody hands over to themselves. */
        TO_ONESELF,
        /** The person has not seen what the episode has become. */
        CHANGED
    }
}
