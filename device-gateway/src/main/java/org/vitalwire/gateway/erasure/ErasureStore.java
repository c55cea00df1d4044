package org.vitalwire.gateway.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.database.ServiceDatabase;

/** Erasures in PostgreSQL. */
final class ErasureStore {

    private final ServiceDatabase database;

    ErasureStore(ServiceDatabase database) {
        this.database = database;
    }

    /** One that was asked for, as everybody may see it. */
    record Known(
            String id,
            String requestedBy,
            Instant requestedAt,
            Optional<Instant> toldAt,
            boolean settled) {}

    /** What a service said of its part. */
    record Part(String service, long erased, Instant at) {}

    /** Within the caller's transaction. */
    void insert(
            String id,
            PatientId patient,
            String pseudonym,
            String reason,
            String by,
            Instant at,
            List<ErasedPeriod> periods) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO erasure
                               (id, patient_id, pseudonym, reason, requested_by, requested_at)
                        VALUES (:id, :patient, :pseudonym, :reason, :by, :at)
                        """)
                .param("id", id)
                .param("patient", patient.value())
                .param("pseudonym", pseudonym)
                .param("reason", reason)
                .param("by", by)
                .param("at", utc(at))
                .update();
        for (ErasedPeriod period : periods) {
            database.jdbc()
                    .sql("INSERT INTO erasure_period VALUES (:id, :device, :from, :to)")
                    .param("id", id)
                    .param("device", period.deviceId().value())
                    .param("from", utc(period.from()))
                    .param("to", utc(period.to()))
                    .update();
        }
    }

    /** The oldest first. */
    List<PendingErasure> pending() {
        return database.jdbc()
                .sql("SELECT * FROM erasure WHERE settled_at IS NULL ORDER BY requested_at")
                .query((row, number) -> pending(row))
                .list();
    }

    /** The newest first. */
    List<Known> all() {
        return database.jdbc()
                .sql(
                        "SELECT id, requested_by, requested_at, told_at,"
                                + " settled_at IS NOT NULL AS settled"
                                + " FROM erasure ORDER BY requested_at DESC, id")
                .query((row, number) ->
                        new Known(
                                row.getString("id"),
                                row.getString("requested_by"),
                                time(row, "requested_at").orElseThrow(),
                                time(row, "told_at"),
                                row.getBoolean("settled")))
                .list();
    }

    List<Part> parts(String id) {
        return database.jdbc()
                .sql("SELECT service, erased, at FROM erasure_part WHERE erasure_id = :id")
                .param("id", id)
                .query((row, number) ->
                        new Part(
                                row.getString("service"),
                                row.getLong("erased"),
                                time(row, "at").orElseThrow()))
                .list();
    }

    void told(String id, Instant at) {
        database.jdbc()
                .sql("UPDATE erasure SET told_at = :at WHERE id = :id")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    /** Said again it changes nothing: a second search finds less than the first. */
    void done(String id, Part part) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO erasure_part (erasure_id, service, erased, at)
                        SELECT id, :service, :erased, :at FROM erasure WHERE id = :id
                            ON CONFLICT (erasure_id, service) DO NOTHING
                        """)
                .param("id", id)
                .param("service", part.service())
                .param("erased", part.erased())
                .param("at", utc(part.at()))
                .update();
    }

    void forgetPatient(String id) {
        database.jdbc()
                .sql("UPDATE erasure SET patient_id = NULL WHERE id = :id")
                .param("id", id)
                .update();
    }

    void settled(String id, Instant at) {
        database.jdbc()
                .sql("UPDATE erasure SET settled_at = :at WHERE id = :id")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    private PendingErasure pending(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new PendingErasure(
                id,
                Optional.ofNullable(row.getString("patient_id")).map(PatientId::new),
                row.getString("pseudonym"),
                row.getString("requested_by"),
                time(row, "requested_at").orElseThrow(),
                time(row, "told_at"),
                database.jdbc()
                        .sql(
                                "SELECT device_id, from_time, to_time FROM erasure_period"
                                        + " WHERE erasure_id = :id ORDER BY device_id, from_time")
                        .param("id", id)
                        .query((period, number) ->
                                new ErasedPeriod(
                                        new DeviceId(period.getString("device_id")),
                                        time(period, "from_time").orElseThrow(),
                                        time(period, "to_time").orElseThrow()))
                        .list(),
                Set.copyOf(parts(id).stream().map(Part::service).toList()));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
