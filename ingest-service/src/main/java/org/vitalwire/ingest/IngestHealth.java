package org.vitalwire.ingest;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.kit.database.ServiceDatabase;

/** Ready means: readings, scores and associations are taken in, and the database answers. */
final class IngestHealth extends AbstractHealthIndicator {

    private final ServiceDatabase database;
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> listeners;

    IngestHealth(
            ServiceDatabase database,
            List<ConcurrentMessageListenerContainer<String, byte[]>> listeners) {
        super("ingest service is not ready");
        this.database = database;
        this.listeners = listeners;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        database.jdbc().sql("SELECT 1").query(Integer.class).single();
        boolean listening =
                listeners.stream()
                        .allMatch(listener -> listener.isRunning() && listener.isInExpectedState());
        if (listening) {
            builder.up();
        } else {
            builder.down();
        }
    }
}
