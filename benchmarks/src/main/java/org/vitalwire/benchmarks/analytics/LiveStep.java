package org.vitalwire.benchmarks.analytics;

import org.HdrHistogram.Histogram;

/**
 * A load on the running service.
 *
 * @param plan of the load
 * @param behindMicros how late the generator sent the last reading
 * @param backlog readings not evaluated yet when the last one had been sent
 * @param evaluated readings, in the end
 * @param missing crises of which nothing was found
 * @param serviceMicros CPU of the service for a reading
 * @param brokerMicros CPU of Kafka for a reading
 * @param toFinding microseconds from when a crisis was due to the arrival of its finding
 */
record LiveStep(
        LiveLoad.Plan plan,
        long behindMicros,
        long backlog,
        long evaluated,
        int missing,
        double serviceMicros,
        double brokerMicros,
        Histogram toFinding) {

    private static final double QUEUE_SECONDS = 0.5;
    private static final long BEHIND_MICROS = 500_000;

    boolean isComplete() {
        return evaluated >= plan.messages() && missing == 0;
    }

    /** Everything evaluated and found, with no queue that grew and a generator that kept up. */
    boolean isSustained() {
        return isComplete()
                && behindMicros <= BEHIND_MICROS
                && backlog <= plan.rate() * QUEUE_SECONDS;
    }
}
