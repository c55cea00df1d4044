package org.vitalwire.gateway.quarantine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.intake.RejectionHeaders;
import org.vitalwire.kit.database.ServiceDatabase;

/** Rejections in PostgreSQL: what of {@code rejected.v1} can be listed, looked at and replayed. */
final class RejectionStore {

    private static final String OPEN = "(replay_outcome IS NULL OR replay_outcome <> 'ACCEPTED')";

    /** In SQL what {@link Quarantined#obstacle} says, so that many can be replayed at once. */
    private static final String REPLAYABLE =
            """
            payload_size > 0 AND octet_length(payload) = payload_size
             AND (topic = 'vitalwire/v1/' || device_id || '/readings'
                  OR starts_with(topic, 'vitalwire/v1/' || device_id || '/readings/')
                  OR topic = 'vitalwire/v1/' || device_id || '/waveforms'
                  OR topic = 'vitalwire/v1/' || device_id || '/waveforms/binary'
                  OR topic = 'mllp/' || device_id)\
            """;

    private final ServiceDatabase database;

    RejectionStore(ServiceDatabase database) {
        this.database = database;
    }

    /**
     * @param properties see {@link RejectionHeaders}, as is {@code waited}
     */
    record Kept(RejectedPayload rejection, Optional<String> properties, boolean waited) {}

    /**
     * Which rejections; null is any.
     *
     * @param open only those that no replay has settled
     */
    record Filter(
            @Nullable String device,
            @Nullable FailureCode code,
            @Nullable String codec,
            boolean open) {}

    /** Those that are there already stay as they are: a batch may come twice. */
    void keep(List<Kept> rejections) {
        new JdbcTemplate(database.dataSource())
                .batchUpdate(
                        """
                        INSERT INTO rejection (id, device_id, code, reason, received_at, topic, codec,
                                               payload, payload_size, message_id, properties,
                                               waited)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                        """,
                        rejections,
                        rejections.size(),
                        (row, kept) -> {
                            RejectedPayload rejection = kept.rejection();
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
                            row.setString(11, kept.properties().orElse(null));
                            row.setBoolean(12, kept.waited());
                        });
    }

    List<Rejection> newest(Filter filter, int limit) {
        return select(
                        "id, device_id, code, reason, received_at, topic, codec, payload_size,"
                                + " replayed_at, replay_outcome",
                        filter,
                        List.of(),
                        "received_at DESC, id",
                        limit)
                .query((row, number) -> rejection(row))
                .list();
    }

    /** What was not tried yet first, and of those the oldest. */
    List<Quarantined> replayable(Filter filter, int limit) {
        return select(
                        Quarantine.COLUMNS,
                        filter,
                        List.of(REPLAYABLE),
                        "replayed_at NULLS FIRST, received_at, id",
                        limit)
                .query((row, number) -> Quarantine.of(row))
                .list();
    }

    Optional<Quarantined> find(String id) {
        return database.jdbc()
                .sql("SELECT " + Quarantine.COLUMNS + " FROM rejection WHERE id = :id")
                .param("id", id)
                .query((row, number) -> Quarantine.of(row))
                .optional();
    }

    void replayed(String id, ReplayOutcome outcome, Instant at, String by) {
        database.jdbc()
                .sql(
                        """
                        UPDATE rejection SET replayed_at = :at, replayed_by = :by,
                                             replay_outcome = :outcome
                         WHERE id = :id
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("outcome", outcome.name())
                .param("id", id)
                .update();
    }

    int forgetBefore(Instant time) {
        return database.jdbc()
                .sql("DELETE FROM rejection WHERE received_at < :time")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .update();
    }

    int forget(DeviceId device, Instant from, Instant to) {
        return database.jdbc()
                .sql(
                        """
                        DELETE FROM rejection
                         WHERE device_id = :device AND received_at >= :from AND received_at < :to
                        """)
                .param("device", device.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .update();
    }

    private StatementSpec select(
            String columns, Filter filter, List<String> further, String order, int limit) {
        List<String> conditions = new ArrayList<>(further);
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (filter.device() != null) {
            conditions.add("device_id = :device");
            parameters.put("device", filter.device());
        }
        if (filter.code() != null) {
            conditions.add("code = :code");
            parameters.put("code", filter.code().number());
        }
        if (filter.codec() != null) {
            conditions.add("codec = :codec");
            parameters.put("codec", filter.codec());
        }
        if (filter.open()) {
            conditions.add(OPEN);
        }
        parameters.put("limit", limit);
        return database.jdbc()
                .sql(
                        "SELECT %s FROM rejection %s ORDER BY %s LIMIT :limit"
                                .formatted(
                                        columns,
                                        conditions.isEmpty()
                                                ? ""
                                                : "WHERE " + String.join(" AND ", conditions),
                                        order))
                .params(parameters);
    }

    private static Rejection rejection(ResultSet row) throws SQLException {
        int number = row.getInt("code");
        OffsetDateTime replayedAt = row.getObject("replayed_at", OffsetDateTime.class);
        String outcome = row.getString("replay_outcome");
        return new Rejection(
                row.getString("id"),
                row.getString("device_id"),
                code(number).name(),
                number,
                row.getString("reason"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("topic"),
                row.getString("codec"),
                row.getInt("payload_size"),
                replayedAt == null ? null : replayedAt.toInstant(),
                outcome == null ? null : ReplayOutcome.valueOf(outcome));
    }

    private static FailureCode code(int number) {
        return FailureCode.ofNumber(number).orElse(FailureCode.UNEXPECTED);
    }

    /** PostgreSQL's text holds no NUL; a topic that a device made up may. */
    private static String text(String value) {
        return value.indexOf('\0') < 0 ? value : value.replace("\0", "");
    }

    /** Rows with their bytes. */
    private static final class Quarantine {
        static final String COLUMNS =
                "id, device_id, code, topic, received_at, payload, payload_size, properties,"
                        + " waited";

        static Quarantined of(ResultSet row) throws SQLException {
            String properties = row.getString("properties");
            return new Quarantined(
                    row.getString("id"),
                    row.getString("device_id"),
                    code(row.getInt("code")),
                    row.getString("topic"),
                    row.getObject("received_at", OffsetDateTime.class).toInstant(),
                    row.getBytes("payload"),
                    row.getInt("payload_size"),
                    properties == null ? Map.of() : RejectionHeaders.parse(properties),
                    row.getBoolean("waited"));
        }
    }
}
