package org.vitalwire.gateway.mqtt;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.vitalwire.kit.database.ServiceDatabase;

/** MQTT sessions in PostgreSQL. */
final class PostgresSessionStore implements SessionStore {

    private final ServiceDatabase database;

    PostgresSessionStore(ServiceDatabase database) {
        this.database = database;
    }

    @Override
    public List<Session> all() {
        return database.jdbc()
                .sql("SELECT device_id, gateway, expiry_seconds, connected, at FROM mqtt_session")
                .query((row, number) ->
                        new Session(
                                row.getString("device_id"),
                                row.getString("gateway"),
                                row.getLong("expiry_seconds"),
                                row.getBoolean("connected"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public void save(Session session) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO mqtt_session (device_id, gateway, expiry_seconds, connected, at)
                        VALUES (:device, :gateway, :expiry, :connected, :at)
                        ON CONFLICT (device_id) DO UPDATE
                           SET gateway = excluded.gateway, expiry_seconds = excluded.expiry_seconds,
                               connected = excluded.connected, at = excluded.at
                        """)
                .param("device", session.deviceId())
                .param("gateway", session.gateway())
                .param("expiry", session.expirySeconds())
                .param("connected", session.connected())
                .param("at", session.at().atOffset(ZoneOffset.UTC))
                .update();
    }
}
