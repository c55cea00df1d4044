package org.vitalwire.alert;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.kit.database.ServiceDatabase;

/** Ready means: findings are taken in, and the database answers. */
final class AlertHealth extends AbstractHealthIndicator {

    private final ServiceDatabase database;
    private final ConcurrentMessageListenerContainer<String, byte[]> listener;

    AlertHealth(
            ServiceDatabase database, ConcurrentMessageListenerContainer<String, byte[]> listener) {
        super("alert service is not ready");
        this.database = database;
        this.listener = listener;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        boolean listening = listener.isRunning() && listener.isInExpectedState();
        database.jdbc().sql("select 1").query(Integer.class).single();
        builder.status(
                listening
                        ? org.springframework.boot.health.contributor.Status.UP
                        : org.springframework.boot.health.contributor.Status.DOWN);
    }
}
