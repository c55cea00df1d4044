package org.vitalwire.alert.episode;

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
    }

    /** Refused: nobody may close an episode whose condition is there. */
    record ConditionStillActive() implements Decision {}
}
