package org.vitalwire.benchmarks.gateway;

import org.HdrHistogram.Histogram;

/**
 * One contestant at one rate.
 *
 * @param offered messages a second
 * @param cpuMicros of the contestant's process, per message acknowledged
 * @param generatorMicros of the load generator, per message acknowledged
 * @param brokerMicros of Kafka, per message acknowledged
 * @param toPuback microseconds from when a message was due
 */
record GatewayStep(
        String contestant,
        double offered,
        double seconds,
        long sent,
        long acknowledged,
        long lostConnections,
        double cpuMicros,
        double generatorMicros,
        double brokerMicros,
        Histogram toPuback) {

    private static final long KEEPS_UP_MICROS = 1_000_000;

    /** Everything acknowledged, and no queue that grew. */
    boolean isSustained() {
        return acknowledged == sent
                && lostConnections == 0
                && sent >= 0.99 * offered * seconds
                && toPuback.getValueAtPercentile(99) <= KEEPS_UP_MICROS;
    }
}
