package org.vitalwire.gateway.device;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.certificate.IssuedCertificate;
import org.vitalwire.kit.database.ServiceDatabase;

/** Devices and their certificates in PostgreSQL. */
final class DeviceStore {

    private final ServiceDatabase database;
    private final DeviceModels models;

    DeviceStore(ServiceDatabase database, DeviceModels models) {
        this.database = database;
        this.models = models;
    }

    List<RegisteredDevice> all() {
        return database.jdbc()
                .sql("SELECT id, model, state, registered_at FROM device")
                .query((row, number) ->
                        new RegisteredDevice(
                                new DeviceId(row.getString("id")),
                                model(row.getString("model")),
                                DeviceState.valueOf(row.getString("state")),
                                row.getObject("registered_at", OffsetDateTime.class).toInstant()))
                .list();
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
                        .param("at", device.registeredAt().atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                == 1;
    }

    void insert(DeviceId device, IssuedCertificate certificate, Instant at, String by) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO device_certificate
                               (serial, device_id, sha256, not_before, not_after, issued_at, issued_by)
                        VALUES (:serial, :device, :sha256, :notBefore, :notAfter, :at, :by)
                        """)
                .param("serial", certificate.serial())
                .param("device", device.value())
                .param("sha256", certificate.sha256())
                .param("notBefore", certificate.notBefore().atOffset(ZoneOffset.UTC))
                .param("notAfter", certificate.notAfter().atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private DeviceModel model(String id) {
        return models.find(id)
                .orElseThrow(
                        () -> new IllegalStateException("a device is of the unknown model " + id));
    }
}
