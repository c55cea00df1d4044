package org.vitalwire.simulator.device;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a device's readings.
 *
 * @param accepted into the buffer
 * @param overflowed refused by the full buffer
 * @param sent distinct readings sent at least once
 * @param resent sent again after the loss of a connection
 * @param acknowledged PUBACKed with a reason code below 0x80
 * @param refused PUBACKed with a reason code from 0x80 on, by code
 * @param connections established
 * @param connectionFailures attempts that failed
 */
public record DeliveryCounts(
        long accepted,
        long overflowed,
        long sent,
        long resent,
        long acknowledged,
        Map<Integer, Long> refused,
        long connections,
        long connectionFailures) {

    public static final DeliveryCounts NONE = new DeliveryCounts(0, 0, 0, 0, 0, Map.of(), 0, 0);

    public DeliveryCounts {
        refused = Map.copyOf(refused);
    }

    public long refusedInAll() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    public DeliveryCounts plus(DeliveryCounts other) {
        Map<Integer, Long> both = new TreeMap<>(refused);
        other.refused.forEach((code, n) -> both.merge(code, n, Long::sum));
        return new DeliveryCounts(
                accepted + other.accepted,
                overflowed + other.overflowed,
                sent + other.sent,
                resent + other.resent,
                acknowledged + other.acknowledged,
                both,
                connections + other.connections,
                connectionFailures + other.connectionFailures);
    }
}
