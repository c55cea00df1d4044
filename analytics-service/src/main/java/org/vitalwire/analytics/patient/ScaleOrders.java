package org.vitalwire.analytics.patient;

import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.event.OxygenTargetOrder;

/**
 * Which SpO2 scale is ordered, and which was before: backfilled readings are scored on the scale of
 * their time.
 *
 * @param orderedAt microseconds, {@link EventTime#NEVER} without an order
 */
record ScaleOrders(int scale, int previousScale, long orderedAt) {

    static final ScaleOrders NONE = new ScaleOrders(1, 1, EventTime.NEVER);

    /** With an order; the same object when that is not newer. */
    ScaleOrders with(OxygenTargetOrder order) {
        long at = EventTime.micros(order.orderedAt());
        return at <= orderedAt ? this : new ScaleOrders(order.spo2Scale(), scale, at);
    }

    int scaleAt(long time) {
        return time >= orderedAt ? scale : previousScale;
    }
}
