package org.vitalwire.gateway.broker;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether we are subscribed at the broker. */
final class BrokerHealth implements HealthIndicator {

    private final BrokerSubscriber subscriber;

    BrokerHealth(BrokerSubscriber subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    public Health health() {
        return subscriber.isLinked() ? Health.up().build() : Health.down().build();
    }
}
