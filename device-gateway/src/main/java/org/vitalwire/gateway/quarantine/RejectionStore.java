package org.vitalwire.gateway.quarantine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.kit.database.ServiceDatabase;

/** Rejections in PostgreSQL: what of {@code rejected.v1} can be listed and looked at. */
final class RejectionStore {

    private final ServiceDatabase database;

    RejectionStore(ServiceDatabase database) {
        this.database = database;
    }

    /**
     * A rejection without its payload.
     *
     * @param bytes size of what was refused
     */
    record Rejection(
            String id,
            String deviceId,
            String code,
            int number,
            String reason,
            Instant receivedAt,
            String topic,
            String codec,
            int bytes) {}

    /** Those that are there already stay as they are: a batch may come twice. */
    void keep(List<RejectedPayload> rejections) {
        new JdbcTemplate(database.dataSource())
                .batchUpdate(
                        """
                        INSERT INTO rejection (id, device_id, code, reason, received_at, topic, codec,
                                               payload, payload_size, message_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                        """,
                        rejections,
                        rejections.size(),
                        (row, rejection) -> {
                            row.setString(1, text(rejection.rejectionId()));
                            row.setString(2, text(rejection.deviceId()));
                            row.setInt(3, rejection.code().number());
                            row.setString(4, text(rejection.reason()));
                            row.setObject(5, rejection.receivedAt().atOffset(ZoneOffset.UTC));
                            row.setString(6, text(rejection.topic()));
                            row.setString(7, text(rejection.codec()));
                            row.setBytes(8, rejection.payload().toByteArray());
                            row.setInt(9, rejection.payloadSize());
                            row.setString(10, rejection.messageId().orElse(null));
                        });
    }

    List<Rejection> newest(@Nullable String device, int limit) {
        String where = device == null ? "" : "WHERE device_id = :device ";
        var query =
                database.jdbc()
                        .sql(
                                "SELECT id, device_id, code, reason, received_at, topic, codec,"
                                        + " payload_size FROM rejection "
                                        + where
                                        + "ORDER BY received_at DESC, id LIMIT :limit")
                        .param("limit", limit);
        if (device != null) {
            query = query.param("device", device);
        }
        return query.query((row, number) -> rejection(row)).list();
    }

    Optional<byte[]> payload(String id) {
        return database.jdbc()
                .sql("SELECT payload FROM rejection WHERE id = :id")
                .param("id", id)
                .query((row, number) -> row.getBytes("payload"))
                .optional();
    }

    int forgetBefore(Instant time) {
        return database.jdbc()
                .sql("DELETE FROM rejection WHERE received_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Rejection rejection(ResultSet row) throws SQLException {
        int number = row.getInt("code");
        return new Rejection(
                row.getString("id"),
                row.getString("device_id"),
                FailureCode.ofNumber(number).orElse(FailureCode.UNEXPECTED).name(),
                number,
                row.getString("reason"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("topic"),
                row.getString("codec"),
                row.getInt("payload_size"));
    }

    /** PostgreSQL's text holds no NUL; a topic that a device made up may. */
    private static String text(String value) {
        return value.indexOf('\0') < 0 ? value : value.replace("\0", "");
    }
}
