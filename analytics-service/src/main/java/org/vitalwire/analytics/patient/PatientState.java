package org.vitalwire.analytics.patient;

import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one patient. Mutable, and owned by the one evaluation that decoded it.
 * Backfill has a lane of its own, so that it cannot disturb what is live.
 */
public final class PatientState {

    ScaleOrders orders = ScaleOrders.NONE;

    Lane live = new Lane();

    @Nullable Lane retrospective;

    /** Whether there is nothing worth remembering. */
    public boolean isForgettable() {
        return orders.equals(ScaleOrders.NONE)
                && live.inputs.isEmpty()
                && live.limits().isEmpty()
                && retrospective == null;
    }
}
