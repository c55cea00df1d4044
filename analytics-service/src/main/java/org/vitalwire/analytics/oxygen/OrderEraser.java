package org.vitalwire.analytics.oxygen;

import java.util.concurrent.TimeUnit;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.kit.erasure.PatientEraser;
import org.vitalwire.kit.kafka.EventPublisher;

/**
 * Withdraws a patient's order of the SpO2 scale. Without an order nothing keeps the state of a
 * patient who is on no device: the stream drops it by itself once the patient has not been heard of
 * for two days.
 */
final class OrderEraser implements PatientEraser {

    private static final long PUBLISH_PATIENCE_SECONDS = 60;

    private final OxygenTargets orders;
    private final EventPublisher publisher;

    OrderEraser(OxygenTargets orders, EventPublisher publisher) {
        this.orders = orders;
        this.publisher = publisher;
    }

    /** An order that was made since the erasure was asked for is of a new admission, and stays. */
    @Override
    public long erase(Erasure erasure) {
        boolean withdraws =
                orders.find(erasure.patientId())
                        .filter(order -> !order.orderedAt().isAfter(erasure.requestedAt()))
                        .isPresent();
        if (withdraws) {
            publisher
                    .tombstone(Topic.SCORING_ORDERS, erasure.patientId().value())
                    .orTimeout(PUBLISH_PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        return withdraws ? 1 : 0;
    }
}
