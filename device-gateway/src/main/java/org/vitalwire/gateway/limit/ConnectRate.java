package org.vitalwire.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandler;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections are let in, of all devices together, and what became of the others. */
public final class ConnectRate {

    private final LimitSettings settings;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter deferred;
    private final Counter refused;

    ConnectRate(LimitSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.deferred =
                Counter.builder("vitalwire.gateway.connects.deferred")
                        .description("Connections that had to wait before their TLS handshake")
                        .register(meters);
        this.refused =
                Counter.builder("vitalwire.gateway.connects.refused")
                        .description(
                                "Connections closed before their TLS handshake: too many waited, or too long")
                        .register(meters);
        Gauge.builder("vitalwire.gateway.connects.waiting", waiting, AtomicInteger::get)
                .description("Connections that wait before their TLS handshake")
                .register(meters);
    }

    /** For one listening socket. */
    public ChannelHandler pacer() {
        return new ConnectPacer(settings, this);
    }

    void waits() {
        waiting.incrementAndGet();
        deferred.increment();
    }

    void goesIn() {
        waiting.decrementAndGet();
    }

    void refuses() {
        refused.increment();
    }

    int waiting() {
        return waiting.get();
    }
}
