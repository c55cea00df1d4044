package org.vitalwire.gateway.mqtt;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.vitalwire.gateway.stream.StreamReadiness;
import org.vitalwire.kit.database.ServiceDatabase;

/** Ready means: a device that connects now is let in, and what it sends is kept. */
final class GatewayHealth implements HealthIndicator {

    private final MqttEndpointServer server;
    private final StreamReadiness stream;
    private final ServiceDatabase database;

    GatewayHealth(MqttEndpointServer server, StreamReadiness stream, ServiceDatabase database) {
        this.server = server;
        this.stream = stream;
        this.database = database;
    }

    @Override
    public Health health() {
        boolean listening = server.isRunning();
        boolean kafka = stream.isReachable();
        boolean store = answers();
        Health.Builder health = listening && kafka && store ? Health.up() : Health.down();
        return health.withDetail("mqtt", listening)
                .withDetail("kafka", kafka)
                .withDetail("database", store)
                .build();
    }

    private boolean answers() {
        try {
            return database.jdbc().sql("SELECT 1").query(Integer.class).single() == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }
}
