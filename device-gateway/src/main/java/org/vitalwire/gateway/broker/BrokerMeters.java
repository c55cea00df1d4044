package org.vitalwire.gateway.broker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.stream.GatewayMeters;

/** What comes by way of the broker counts as what comes to our own endpoint, and its link here. */
final class BrokerMeters {

    private final GatewayMeters gateway;
    private final Counter connections;
    private final AtomicInteger connected;

    BrokerMeters(GatewayMeters gateway, MeterRegistry registry) {
        this.gateway = gateway;
        this.connections = registry.counter("vitalwire.gateway.broker.connections");
        this.connected = new AtomicInteger();
        registry.gauge("vitalwire.gateway.broker.connected", connected);
    }

    void received(Prepared prepared) {
        gateway.received().increment();
        gateway.readings().increment(prepared.readings());
        prepared.rejected().forEach(gateway::rejected);
    }

    void acknowledged(BrokerDelivery delivery) {
        gateway.acknowledged().increment();
        gateway.acknowledgement()
                .record(System.nanoTime() - delivery.arrivedNanos(), TimeUnit.NANOSECONDS);
    }

    void linked() {
        connections.increment();
        connected.set(1);
    }

    void unlinked() {
        connected.set(0);
    }

    boolean isLinked() {
        return connected.get() == 1;
    }
}
