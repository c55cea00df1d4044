package org.vitalwire.gateway.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.kit.database.ServiceDatabase;

/** Devices in PostgreSQL. */
final class DeviceStore {

    private static final String SELECT =
            """
            SELECT id, model, state, registered_at, udi, serial, lot, firmware,
                   (SELECT max(not_after) FROM device_certificate c
                     WHERE c.device_id = device.id AND c.revoked_at IS NULL) AS expires_at
              FROM device
            """;

    private final ServiceDatabase database;
    private final DeviceModels models;

    DeviceStore(ServiceDatabase database, DeviceModels models) {
        this.database = database;
        this.models = models;
    }

    List<RegisteredDevice> all() {
        return database.jdbc().sql(SELECT).query((row, number) -> device(row)).list();
    }

    Optional<RegisteredDevice> find(DeviceId id) {
        return database.jdbc()
                .sql(SELECT + " WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> device(row))
                .optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<RegisteredDevice> lock(DeviceId id) {
        return database.jdbc()
                .sql(SELECT + " WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, number) -> device(row))
                .optional();
    }

    /** Returns false when there is one of that name already. */
    boolean insert(RegisteredDevice device, String by) {
        return database.jdbc()
                        .sql(
                                """
                                INSERT INTO device (id, model, state, registered_at, registered_by)
                                VALUES (:id, :model, :state, :at, :by) ON CONFLICT (id) DO NOTHING
                                """)
                        .param("id", device.id().value())
                        .param("model", device.model().id())
                        .param("state", device.state().name())
                        .param("at", time(device.registeredAt()))
                        .param("by", by)
                        .update()
                == 1;
    }

    void label(DeviceId id, DeviceLabel label) {
        database.jdbc()
                .sql("UPDATE device SET udi = :udi, serial = :serial, lot = :lot WHERE id = :id")
                .param("udi", label.udi().orElse(null))
                .param("serial", label.serial().orElse(null))
                .param("lot", label.lot().orElse(null))
                .param("id", id.value())
                .update();
    }

    void firmware(DeviceId id, String firmware) {
        database.jdbc()
                .sql("UPDATE device SET firmware = :firmware WHERE id = :id")
                .param("firmware", firmware)
                .param("id", id.value())
                .update();
    }

    /**
     * @param from null for a device that is new
     */
    void state(
            DeviceId id,
            @Nullable DeviceState from,
            DeviceState to,
            Instant at,
            String reason,
            String by) {
        JdbcClient jdbc = database.jdbc();
        jdbc.sql("UPDATE device SET state = :state WHERE id = :id")
                .param("state", to.name())
                .param("id", id.value())
                .update();
        jdbc.sql(
                        """
                        INSERT INTO device_state_change
                               (device_id, at, from_state, to_state, reason, made_by)
                        VALUES (:id, :at, :from, :to, :reason, :by)
                        """)
                .param("id", id.value())
                .param("at", time(at))
                .param("from", from == null ? null : from.name())
                .param("to", to.name())
                .param("reason", reason)
                .param("by", by)
                .update();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private RegisteredDevice device(ResultSet row) throws SQLException {
        return new RegisteredDevice(
                new DeviceId(row.getString("id")),
                model(row.getString("model")),
                DeviceState.valueOf(row.getString("state")),
                time(row, "registered_at").orElseThrow(),
                new DeviceLabel(
                        Optional.ofNullable(row.getString("udi")),
                        Optional.ofNullable(row.getString("serial")),
                        Optional.ofNullable(row.getString("lot"))),
                Optional.ofNullable(row.getString("firmware")),
                time(row, "expires_at"));
    }

    private DeviceModel model(String id) {
        return models.find(id)
                .orElseThrow(
                        () -> new IllegalStateException("a device is of the unknown model " + id));
    }
}
