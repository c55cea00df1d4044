package org.vitalwire.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How many connections are taken in a second, of all event loops together. */
public final class ConnectRate {

    private final TokenBucket bucket;
    private final Counter refused;

    ConnectRate(LimitSettings settings, MeterRegistry meters, long nowNanos) {
        this.bucket =
                new TokenBucket(settings.connectsPerSecond(), settings.connectBurst(), nowNanos);
        this.refused = meters.counter("vitalwire.gateway.connects.deferred");
    }

    /** Whether one may come in now; else it is told to come later. */
    public boolean admits(long nowNanos) {
        boolean admitted;
        synchronized (bucket) {
            admitted = bucket.tryTake(nowNanos);
        }
        if (!admitted) {
            refused.increment();
        }
        return admitted;
    }

    double refused() {
        return refused.count();
    }
}
