package org.vitalwire.gateway.status;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows one reading of each device at a time from its receipt until it has come out of Kafka
 * again: a device that sends twice a day is judged as well as one that sends twice a second.
 */
final class LatePipeline {

    private final Duration limit;
    private final Map<String, Instant> underWay = new HashMap<>();

    LatePipeline(Duration limit) {
        this.limit = limit;
    }

    /**
     * @param received when the newest reading of the device came
     * @param arrived our time at receipt of the newest one that came through
     */
    boolean isLate(
            String device, Optional<Instant> received, Optional<Instant> arrived, Instant now) {
        if (received.isEmpty()) {
            return false;
        }
        Instant followed = underWay.get(device);
        if (followed == null || hasArrived(followed, arrived)) {
            if (hasArrived(received.get(), arrived)) {
                underWay.remove(device);
                return false;
            }
            followed = received.get();
            underWay.put(device, followed);
        }
        return followed.plus(limit).isBefore(now);
    }

    private static boolean hasArrived(Instant received, Optional<Instant> arrived) {
        return arrived.isPresent() && !arrived.get().isBefore(received);
    }
}
