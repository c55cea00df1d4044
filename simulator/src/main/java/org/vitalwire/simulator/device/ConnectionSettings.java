package org.vitalwire.simulator.device;

import java.time.Duration;

/**
 * How a device connects.
 *
 * @param inFlight most unacknowledged readings at a time; the platform may allow fewer
 * @param buffered most readings kept while they cannot be delivered
 * @param keepAlive MQTT keep alive
 * @param sessionExpiry how long the platform is to remember the session
 * @param connectTimeout for TCP, TLS and CONNACK together
 * @param shortestPause before connecting again; doubled with every failure
 * @param longestPause ceiling of that
 */
public record ConnectionSettings(
        int inFlight,
        int buffered,
        Duration keepAlive,
        Duration sessionExpiry,
        Duration connectTimeout,
        Duration shortestPause,
        Duration longestPause) {

    /** An hour at 1 Hz fits into the buffer. */
    public static final ConnectionSettings DEFAULT =
            new ConnectionSettings(
                    32,
                    3600,
                    Duration.ofSeconds(30),
                    Duration.ofHours(24),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(10));

    public ConnectionSettings {
        if (inFlight < 1 || buffered < 1) {
            throw new IllegalArgumentException("in flight and buffered must be positive");
        }
        if (!shortestPause.isPositive() || longestPause.compareTo(shortestPause) < 0) {
            throw new IllegalArgumentException("pauses must be positive and in order");
        }
    }

    public ConnectionSettings withBuffered(int readings) {
        return new ConnectionSettings(
                inFlight,
                readings,
                keepAlive,
                sessionExpiry,
                connectTimeout,
                shortestPause,
                longestPause);
    }

    /**
     * Half to all of the doubled pause, so that a fleet that lost its platform together does not
     * come back together.
     *
     * @param failures in a row, 0 after a connection that worked
     * @param chance 0 to 1
     */
    Duration pause(int failures, double chance) {
        long nanos = shortestPause.toNanos() << Math.min(failures, 16);
        long bounded = Math.min(nanos <= 0 ? Long.MAX_VALUE : nanos, longestPause.toNanos());
        return Duration.ofNanos((long) (bounded * (0.5 + chance / 2)));
    }
}
