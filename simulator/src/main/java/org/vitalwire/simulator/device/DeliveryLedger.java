package org.vitalwire.simulator.device;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts as they happen, from several threads. */
final class DeliveryLedger {

    final LongAdder accepted = new LongAdder();
    final LongAdder overflowed = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder resent = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder connections = new LongAdder();
    final LongAdder connectionFailures = new LongAdder();
    private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();

    void puback(int reasonCode) {
        if (reasonCode < 0x80) {
            acknowledged.increment();
        } else {
            refused.computeIfAbsent(reasonCode, code -> new LongAdder()).increment();
        }
    }

    DeliveryCounts counts() {
        Map<Integer, Long> byCode = new TreeMap<>();
        refused.forEach((code, n) -> byCode.put(code, n.sum()));
        return new DeliveryCounts(
                accepted.sum(),
                overflowed.sum(),
                sent.sum(),
                resent.sum(),
                acknowledged.sum(),
                byCode,
                connections.sum(),
                connectionFailures.sum());
    }
}
