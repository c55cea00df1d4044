package org.vitalwire.gateway.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.kit.database.ServiceDatabase;

/** Device events in PostgreSQL: what of {@code device-events.v1} can be listed. */
final class DeviceEventStore {

    private final ServiceDatabase database;

    DeviceEventStore(ServiceDatabase database) {
        this.database = database;
    }

    /** An event as operators see it. */
    record Listed(
            String id,
            @Nullable String deviceId,
            String kind,
            Phase phase,
            Severity severity,
            Instant at,
            String detail,
            String occurrence,
            List<String> devices) {}

    static String[] ids(List<DeviceId> devices) {
        return devices.stream().map(DeviceId::value).toArray(String[]::new);
    }

    /** Those that are there already stay as they are: a batch may come twice. */
    void keep(List<DeviceEvent> events) {
        new JdbcTemplate(database.dataSource())
                .batchUpdate(
                        """
                        INSERT INTO device_event (id, device_id, kind, phase, severity, at, detail,
                                                  occurrence, devices)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                        """,
                        events,
                        events.size(),
                        (row, event) -> {
                            row.setString(1, text(event.eventId()));
                            row.setString(2, event.deviceId().map(DeviceId::value).orElse(null));
                            row.setString(3, event.kind().code());
                            row.setString(4, event.phase().name());
                            row.setString(5, event.severity().name());
                            row.setObject(6, event.at().atOffset(ZoneOffset.UTC));
                            row.setString(7, text(event.detail()));
                            row.setString(8, text(event.occurrence()));
                            row.setArray(
                                    9,
                                    row.getConnection()
                                            .createArrayOf("text", ids(event.devices())));
                        });
    }

    /**
     * Newest first; of a device also those that concern it among others.
     *
     * @param withCanary whether those of the canary are wanted, too
     */
    List<Listed> newest(
            @Nullable String device,
            @Nullable DeviceEventKind kind,
            boolean withCanary,
            int limit) {
        List<String> conditions = new ArrayList<>(3);
        if (!withCanary) {
            conditions.add("device_id IS DISTINCT FROM '" + Canary.DEVICE.value() + "'");
        }
        if (device != null) {
            conditions.add("(device_id = :device OR :device = ANY (devices))");
        }
        if (kind != null) {
            conditions.add("kind = :kind");
        }
        var query =
                database.jdbc()
                        .sql(
                                "SELECT id, device_id, kind, phase, severity, at, detail,"
                                        + " occurrence, devices FROM device_event "
                                        + (conditions.isEmpty()
                                                ? ""
                                                : "WHERE " + String.join(" AND ", conditions))
                                        + " ORDER BY at DESC, id LIMIT :limit")
                        .param("limit", limit);
        if (device != null) {
            query = query.param("device", device);
        }
        if (kind != null) {
            query = query.param("kind", kind.code());
        }
        return query.query((row, number) -> listed(row)).list();
    }

    int forgetBefore(Instant time) {
        return database.jdbc()
                .sql("DELETE FROM device_event WHERE at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(
                row.getString("id"),
                row.getString("device_id"),
                row.getString("kind"),
                Phase.valueOf(row.getString("phase")),
                Severity.valueOf(row.getString("severity")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("detail"),
                row.getString("occurrence"),
                List.of((String[]) row.getArray("devices").getArray()));
    }

    /** PostgreSQL's text holds no NUL. */
    private static String text(String value) {
        return value.indexOf('\0') < 0 ? value : value.replace("\0", "");
    }
}
