package org.vitalwire.gateway.mqtt;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.limit.Slowdowns;
import org.vitalwire.gateway.limit.TokenBucket;

/**
 * Keeps one connection to its rate: past it nothing more is read until what was taken too early is
 * paid off. What was read already goes its way. Belongs to the connection's event loop.
 */
final class Pacing {

    /** The keep-alive is watched on what is read, and a client may ask for a short one. */
    private static final long LONGEST_PAUSE_MS = 1_000;

    private final Vertx vertx;
    private final Reads reads;
    private final TokenBucket bucket;
    private final Slowdowns slowdowns;
    private final DeviceId device;
    private boolean paused;
    private boolean ended;

    Pacing(Vertx vertx, Reads reads, TokenBucket bucket, Slowdowns slowdowns, DeviceId device) {
        this.vertx = vertx;
        this.reads = reads;
        this.bucket = bucket;
        this.slowdowns = slowdowns;
        this.device = device;
    }

    /** A message was taken. */
    void taken(long nowNanos) {
        long wait = bucket.take(nowNanos);
        if (wait > 0
                && pause(Math.clamp(TimeUnit.NANOSECONDS.toMillis(wait), 1, LONGEST_PAUSE_MS))) {
            slowdowns.paused(device);
        }
    }

    /** Memory is short: nothing is read for a moment. */
    void rest() {
        pause(LONGEST_PAUSE_MS);
    }

    /** The connection is gone. */
    void end() {
        ended = true;
    }

    private boolean pause(long milliseconds) {
        if (paused || ended) {
            return false;
        }
        paused = true;
        reads.pause();
        vertx.setTimer(milliseconds, timer -> goOn());
        return true;
    }

    private void goOn() {
        paused = false;
        if (!ended) {
            reads.resume();
        }
    }
}
