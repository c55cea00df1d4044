package org.vitalwire.ehr.ledger;

/**
 * A lane that has something due.
 *
 * @param lane 0 to 7
 */
public record DueLane(int lane, Urgency urgency) {

    /** What goes first. */
    public enum Urgency {
        /** Due within the last {@link DeliveryLedger#LIVE}. */
        LIVE,
        /** Older: in its order, when nothing live waits. */
        BACKLOG
    }
}
