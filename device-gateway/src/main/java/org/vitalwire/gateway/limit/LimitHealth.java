package org.vitalwire.gateway.limit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.vitalwire.gateway.stream.RecordStream;

/** What is held back now. Up in any case: holding back is how the gateway stays healthy. */
final class LimitHealth implements HealthIndicator {

    private final Limits limits;
    private final RecordStream stream;

    LimitHealth(Limits limits, RecordStream stream) {
        this.limits = limits;
        this.stream = stream;
    }

    @Override
    public Health health() {
        return Health.up()
                .withDetail("slowedDown", limits.slowdowns().count())
                .withDetail("connectsWaiting", limits.connects().waiting())
                .withDetail("inFlightMessages", stream.messages())
                .withDetail("inFlightBytes", stream.bytes())
                .withDetail("full", stream.isFull())
                .withDetail("memoryShort", limits.heap().isShort())
                .build();
    }
}
