package org.vitalwire.ingest.correction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.jdbc.core.SqlParameterValue;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.SqlTime;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Marks in the database. The reads of the store leave out what is marked; its roll-ups are made due
 * in the transaction that makes or retracts a mark, so no read ever mixes before and after.
 */
final class ErrorTable {

    private static final String COLUMNS =
            """
            e.id, d.name, e.sign, e.from_time, e.to_time, e.reason, e.made_by, e.made_at,
                   e.retracted_by, e.retracted_at\
            """;

    private final ServiceDatabase database;

    ErrorTable(ServiceDatabase database) {
        this.database = database;
    }

    /** Empty for a device that never sent anything. */
    private OptionalInt deviceId(DeviceId device) {
        return database.jdbc()
                .sql("SELECT device_id FROM device WHERE name = ?")
                .param(device.value())
                .query((row, number) -> row.getInt(1))
                .optional()
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** The mark with its number; empty for a device that never sent anything. */
    Optional<EnteredInError> add(
            DeviceId device,
            Optional<VitalSign> sign,
            Instant from,
            Instant to,
            String reason,
            String by,
            Instant at) {
        OptionalInt deviceId = deviceId(device);
        if (deviceId.isEmpty()) {
            return Optional.empty();
        }
        return database.transaction()
                .execute(status -> {
                    long id =
                            database.jdbc()
                                    .sql(
                                            """
                                            INSERT INTO entered_in_error
                                                (device_id, sign, from_time, to_time, reason, made_by, made_at)
                                            VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id\
                                            """)
                                    .params(
                                            deviceId.getAsInt(),
                                            new SqlParameterValue(
                                                    Types.SMALLINT,
                                                    sign.map(VitalSign::number).orElse(null)),
                                            SqlTime.of(from),
                                            SqlTime.of(to),
                                            reason,
                                            by,
                                            SqlTime.of(at))
                                    .query(Long.class)
                                    .single();
                    rollUpAgain(deviceId.getAsInt(), from, to);
                    return find(id);
                });
    }

    private void rollUpAgain(int deviceId, Instant from, Instant to) {
        database.jdbc()
                .sql("SELECT roll_up_again(?, ?, ?) IS NULL")
                .params(deviceId, SqlTime.of(from), SqlTime.of(to))
                .query(Boolean.class)
                .single();
    }

    /** Of these devices, newest first. */
    List<EnteredInError> of(Set<DeviceId> devices) {
        if (devices.isEmpty()) {
            return List.of();
        }
        return database.jdbc()
                .sql(
                        """
                        SELECT %s FROM entered_in_error e JOIN device d USING (device_id)
                         WHERE d.name IN (:names) ORDER BY e.id DESC\
                        """
                                .formatted(COLUMNS))
                .param("names", devices.stream().map(DeviceId::value).toList())
                .query((row, number) -> read(row))
                .list();
    }

    Optional<EnteredInError> find(long id) {
        return database.jdbc()
                .sql(
                        "SELECT %s FROM entered_in_error e JOIN device d USING (device_id) WHERE e.id = ?"
                                .formatted(COLUMNS))
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** The retracted mark; empty when it was retracted before. */
    Optional<EnteredInError> retract(EnteredInError mark, String by, Instant at) {
        OptionalInt deviceId = deviceId(mark.device());
        return database.transaction()
                .execute(status -> {
                    int changed =
                            database.jdbc()
                                    .sql(
                                            """
                                            UPDATE entered_in_error SET retracted_by = ?, retracted_at = ?
                                             WHERE id = ? AND retracted_at IS NULL\
                                            """)
                                    .params(by, SqlTime.of(at), mark.id())
                                    .update();
                    if (changed == 0) {
                        return Optional.empty();
                    }
                    rollUpAgain(deviceId.orElseThrow(), mark.from(), mark.to());
                    return find(mark.id());
                });
    }

    private static EnteredInError read(ResultSet row) throws SQLException {
        int sign = row.getInt(3);
        Optional<VitalSign> ofSign =
                row.wasNull()
                        ? Optional.empty()
                        : Optional.of(VitalSign.ofNumber(sign).orElseThrow());
        OffsetDateTime retracted = row.getObject(10, OffsetDateTime.class);
        return new EnteredInError(
                row.getLong(1),
                new DeviceId(row.getString(2)),
                ofSign,
                SqlTime.read(row, 4),
                SqlTime.read(row, 5),
                row.getString(6),
                row.getString(7),
                SqlTime.read(row, 8),
                retracted == null
                        ? Optional.empty()
                        : Optional.of(
                                new EnteredInError.Retraction(
                                        row.getString(9), retracted.toInstant())));
    }
}
