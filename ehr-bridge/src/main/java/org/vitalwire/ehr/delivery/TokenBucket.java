package org.vitalwire.ehr.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * At most so many requests a second, with a second's worth at once after a pause. Whoever takes is
 * told how long to wait first, so that waiting is in the order of asking (the generic cell rate
 * algorithm, ITU-T I.371). The time comes from outside. Safe to share between threads.
 */
final class TokenBucket {

    /** Further ahead than so many requests is no queue: the clock was set back. */
    private static final int LONGEST_QUEUE = 1_000;

    private final long intervalNanos;
    private final long toleranceNanos;

    /** When the bucket will be full again. */
    private Instant full = Instant.MIN;

    /**
     * @param perSecond above 0
     */
    TokenBucket(double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate is above 0");
        }
        this.intervalNanos = Math.max(1, Math.round(1e9 / perSecond));
        this.toleranceNanos = Math.max(0, Math.round(Math.floor(perSecond) - 1) * intervalNanos);
    }

    /** How long to wait before doing what is asked for. */
    synchronized Duration take(Instant now) {
        Instant furthest = now.plusNanos(toleranceNanos + LONGEST_QUEUE * intervalNanos);
        if (full.isBefore(now) || full.isAfter(furthest)) {
            full = now;
        }
        Instant allowed = full.minusNanos(toleranceNanos);
        Duration wait = Duration.between(now, allowed);
        full = full.plusNanos(intervalNanos);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
