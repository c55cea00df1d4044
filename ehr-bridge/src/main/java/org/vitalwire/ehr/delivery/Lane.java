package org.vitalwire.ehr.delivery;

import org.vitalwire.ehr.ledger.DueLane.Urgency;

/** A share of a target's patients. Nobody but one thread at a time works a lane. */
interface Lane {

    /** Delivers some of what is due, a bundle's worth at most. */
    Outcome deliverSome(Urgency urgency) throws InterruptedException;

    /** Whether to go on, and if not, for what reason. */
    sealed interface Outcome {
        /**
         * @param lines how many were taken up
         */
        record Continue(int lines) implements Outcome {}

        /** The target takes nothing now, of nobody. */
        record Stop(Answer.Unavailable cause) implements Outcome {}
    }
}
