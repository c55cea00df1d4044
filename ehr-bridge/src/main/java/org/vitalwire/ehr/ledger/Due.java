package org.vitalwire.ehr.ledger;

/**
 * A line that is to be delivered now.
 *
 * @param line with the attempts, the remote id and the inputs of this target
 */
public record Due(ChartLine line, Known known) {

    /** What is known of earlier attempts to deliver this revision. */
    public enum Known {
        /** There were none, or the target refused them. */
        NOT_SENT,
        /** It was sent, and nobody got the answer. */
        OUTCOME_UNKNOWN,
        /** The target said that it would take it (202), and has not been seen to have it. */
        ACCEPTED
    }

    public Due with(ChartLine changed) {
        return new Due(changed, known);
    }
}
