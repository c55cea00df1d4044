package org.vitalwire.gateway.association;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.database.ServiceDatabase;

/** The ledger in PostgreSQL: its truth. */
final class AssociationStore {

    private static final String COLUMNS =
            "SELECT id, device_id, patient_id, bed, from_time, to_time, made_by FROM association"
                    + " WHERE superseded_at IS NULL ";

    private final ServiceDatabase database;

    AssociationStore(ServiceDatabase database) {
        this.database = database;
    }

    private record Row(DeviceId device, AssociationPeriod period) {}

    List<AssociationHistory> all() {
        return histories(
                database.jdbc()
                        .sql(COLUMNS + "ORDER BY from_time")
                        .query((row, number) -> row(row))
                        .list());
    }

    /**
     * Holds the device's row until the transaction ends, so that one change comes after the other.
     * Returns false when there is no such device.
     */
    boolean lockDevice(DeviceId device) {
        return database.jdbc()
                .sql("SELECT id FROM device WHERE id = :id FOR UPDATE")
                .param("id", device.value())
                .query(String.class)
                .optional()
                .isPresent();
    }

    AssociationHistory history(DeviceId device) {
        return histories(
                        database.jdbc()
                                .sql(COLUMNS + "AND device_id = :device ORDER BY from_time")
                                .param("device", device.value())
                                .query((row, number) -> row(row))
                                .list())
                .stream()
                .findFirst()
                .orElseGet(() -> new AssociationHistory(device, List.of()));
    }

    Optional<DeviceId> deviceOf(String associationId) {
        return database.jdbc()
                .sql("SELECT device_id FROM association WHERE id = :id AND superseded_at IS NULL")
                .param("id", associationId)
                .query(String.class)
                .optional()
                .map(DeviceId::new);
    }

    /** How associations were made, by their ids: those that are valid. */
    Map<String, AssociationMethod> methods() {
        Map<String, AssociationMethod> methods = new HashMap<>();
        database.jdbc()
                .sql("SELECT id, method FROM association WHERE superseded_at IS NULL")
                .query(row -> {
                    methods.put(
                            row.getString("id"),
                            AssociationMethod.ofCode(row.getString("method")).orElseThrow());
                });
        return methods;
    }

    /** Says of a period that it was wrong; it stays, and is history of nobody. */
    void supersede(
            AssociationPeriod wrong, AssociationPeriod right, Instant at, String by, String why) {
        database.jdbc()
                .sql(
                        """
                        UPDATE association SET superseded_at = :at, superseded_by = :by,
                               superseded_reason = :why, corrected_as = :right
                        WHERE id = :id
                        """)
                .param("at", utc(at))
                .param("by", by)
                .param("why", why)
                .param("right", right.associationId())
                .param("id", wrong.associationId())
                .update();
    }

    void insert(DeviceId device, AssociationPeriod period, AssociationMethod method, Instant at) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO association
                               (id, device_id, patient_id, bed, from_time, to_time, made_by, made_at,
                                method)
                        VALUES (:id, :device, :patient, :bed, :from, :to, :by, :at, :method)
                        """)
                .param("id", period.associationId())
                .param("device", device.value())
                .param("patient", period.patientId().value())
                .param("bed", period.bed().orElse(null))
                .param("from", utc(period.from()))
                .param("to", period.to().map(AssociationStore::utc).orElse(null))
                .param("by", period.madeBy())
                .param("at", utc(at))
                .param("method", method.code())
                .update();
    }

    void end(AssociationPeriod ended, String by) {
        database.jdbc()
                .sql("UPDATE association SET to_time = :to, ended_by = :by WHERE id = :id")
                .param("to", ended.to().map(AssociationStore::utc).orElseThrow())
                .param("by", by)
                .param("id", ended.associationId())
                .update();
    }

    /** Devices that were taken from the patient by somebody, lately, and are on nobody since. */
    List<DeviceId> endedBy(String by, PatientId patient, Instant since) {
        return database.jdbc()
                .sql(
                        """
                        SELECT DISTINCT device_id FROM association ended
                         WHERE patient_id = :patient AND ended_by = :by AND to_time > :since
                           AND superseded_at IS NULL
                           AND NOT EXISTS (SELECT FROM association later
                                            WHERE later.device_id = ended.device_id
                                              AND later.superseded_at IS NULL
                                              AND later.from_time >= ended.to_time)
                         ORDER BY device_id
                        """)
                .param("patient", patient.value())
                .param("by", by)
                .param("since", utc(since))
                .query((row, number) -> new DeviceId(row.getString("device_id")))
                .list();
    }

    boolean isOnADevice(PatientId patient, Instant now) {
        return database.jdbc()
                .sql(
                        """
                        SELECT EXISTS (SELECT FROM association
                                        WHERE patient_id = :patient AND superseded_at IS NULL
                                          AND (to_time IS NULL OR to_time > :now))
                        """)
                .param("patient", patient.value())
                .param("now", utc(now))
                .query(Boolean.class)
                .single();
    }

    /** Of a patient who is on no device. */
    List<ErasedPeriod> periodsOf(PatientId patient) {
        return database
                .jdbc()
                .sql(COLUMNS + "AND patient_id = :patient ORDER BY device_id, from_time")
                .param("patient", patient.value())
                .query((row, number) -> row(row))
                .list()
                .stream()
                .map(row ->
                        new ErasedPeriod(
                                row.device(), row.period().from(), row.period().to().orElseThrow()))
                .toList();
    }

    /** Words that were said of a correction may name the patient, so they go as well. */
    void forget(PatientId patient, Instant before, String pseudonym) {
        database.jdbc()
                .sql(
                        """
                        UPDATE association SET patient_id = :pseudonym,
                               superseded_at = coalesce(superseded_at, :before),
                               superseded_by = coalesce(superseded_by, 'erasure'),
                               superseded_reason = 'erased'
                         WHERE patient_id = :patient AND made_at <= :before
                        """)
                .param("pseudonym", pseudonym)
                .param("before", utc(before))
                .param("patient", patient.value())
                .update();
    }

    private static List<AssociationHistory> histories(List<Row> rows) {
        Map<DeviceId, List<AssociationPeriod>> byDevice = new LinkedHashMap<>();
        for (Row row : rows) {
            byDevice.computeIfAbsent(row.device(), any -> new ArrayList<>()).add(row.period());
        }
        return byDevice.entrySet().stream()
                .map(entry -> new AssociationHistory(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime to = row.getObject("to_time", OffsetDateTime.class);
        return new Row(
                new DeviceId(row.getString("device_id")),
                new AssociationPeriod(
                        row.getString("id"),
                        new PatientId(row.getString("patient_id")),
                        Optional.ofNullable(row.getString("bed")),
                        row.getObject("from_time", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(to).map(OffsetDateTime::toInstant),
                        row.getString("made_by")));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
