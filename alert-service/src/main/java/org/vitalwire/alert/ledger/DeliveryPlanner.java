package org.vitalwire.alert.ledger;

import org.vitalwire.alert.episode.Change;

/** Decides, in the transaction of a change, what is to be sent outside because of it. */
@FunctionalInterface
public interface DeliveryPlanner {

    /**
     * @param eventId of the change
     */
    void plan(long eventId, Change change);
}
