package org.vitalwire.gateway.continuity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the newest reading of each device came out of Kafka again, by our time at its receipt, and
 * how long the way through took.
 */
public final class Arrivals {

    private final InstantSource clock;
    private final Map<String, Instant> newest = new ConcurrentHashMap<>();
    private volatile Duration lag = Duration.ZERO;

    public Arrivals(InstantSource clock) {
        this.clock = clock;
    }

    void arrived(String deviceId, Instant receivedAt) {
        newest.merge(deviceId, receivedAt, (a, b) -> a.isAfter(b) ? a : b);
        Duration took = Duration.between(receivedAt, clock.instant());
        lag = took.isNegative() ? Duration.ZERO : took;
    }

    /** Our time at receipt of the device's newest reading that came through. */
    public Optional<Instant> newest(String deviceId) {
        return Optional.ofNullable(newest.get(deviceId));
    }

    /** How long the last reading that came through was under way. */
    public Duration lag() {
        return lag;
    }
}
