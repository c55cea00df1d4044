package org.vitalwire.simulator.device;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The event times of all readings the platform took responsibility for: what a test counts by. */
public final class AcknowledgedTimes implements DeliveryListener {

    private final ConcurrentSkipListSet<Instant> times = new ConcurrentSkipListSet<>();

    @Override
    public void acknowledged(ReadingMessage message, int reasonCode) {
        if (reasonCode < 0x80) {
            times.add(message.measured());
        }
    }

    public Set<Instant> times() {
        return Set.copyOf(times);
    }
}
