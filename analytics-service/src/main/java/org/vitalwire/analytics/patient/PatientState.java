package org.vitalwire.analytics.patient;

import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one patient. Mutable, and owned by the one evaluation that decoded it.
 * Backfill has a track of its own, so that it cannot disturb what is live.
 */
public final class PatientState {

    ScaleOrders orders = ScaleOrders.NONE;

    Track live = new Track();

    @Nullable Track retrospective;

    /** Whether there is nothing worth remembering. */
    public boolean isForgettable() {
        return orders.equals(ScaleOrders.NONE)
                && live.pending.isEmpty()
                && live.settled.inputs.isEmpty()
                && live.settled.conditions().isEmpty()
                && live.told.findings().isEmpty()
                && retrospective == null;
    }
}
