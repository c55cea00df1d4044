package org.vitalwire.gateway.mapping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.vitalwire.gateway.codec.medtech.MedTechMapping;
import org.vitalwire.gateway.device.DeviceModel;
import org.vitalwire.kit.database.ServiceDatabase;

/** Mappings and their device models in PostgreSQL. */
final class MappingStore {

    private final ServiceDatabase database;

    MappingStore(ServiceDatabase database) {
        this.database = database;
    }

    /** The newest version of each. */
    List<StoredMapping> newest() {
        return database.jdbc()
                .sql(
                        """
                        SELECT DISTINCT ON (id) id, version, device_content, fhir_mapping,
                               uploaded_by, uploaded_at
                        FROM device_mapping ORDER BY id, version DESC
                        """)
                .query(MappingStore::mapping)
                .list();
    }

    void insert(StoredMapping mapping) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO device_mapping (id, version, device_content, fhir_mapping,
                                                    uploaded_by, uploaded_at)
                        VALUES (:id, :version, :content, :fhir, :by, :at)
                        """)
                .param("id", mapping.id())
                .param("version", mapping.version())
                .param("content", mapping.deviceContent())
                .param("fhir", mapping.fhirMapping().orElse(null))
                .param("by", mapping.uploadedBy())
                .param("at", mapping.uploadedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All its versions. */
    void delete(String id) {
        database.jdbc().sql("DELETE FROM device_mapping WHERE id = :id").param("id", id).update();
    }

    List<DeviceModel> models() {
        return database.jdbc()
                .sql(
                        """
                        SELECT id, mapping_id, display, type, synthetic,
                               extract(epoch FROM silence_limit)::bigint AS silence
                        FROM device_mapping_model ORDER BY made_at
                        """)
                .query((row, number) ->
                        new DeviceModel(
                                row.getString("id"),
                                row.getString("display"),
                                row.getString("type"),
                                MedTechMapping.CODEC_PREFIX + row.getString("mapping_id"),
                                row.getBoolean("synthetic"),
                                Duration.ofSeconds(row.getLong("silence"))))
                .list();
    }

    void insert(DeviceModel model, String mapping, String by, Instant at) {
        database.jdbc()
                .sql(
                        """
                        INSERT INTO device_mapping_model (id, mapping_id, display, type, synthetic,
                                                          silence_limit, made_by, made_at)
                        VALUES (:id, :mapping, :display, :type, :synthetic,
                                make_interval(secs => :silence), :by, :at)
                        """)
                .param("id", model.id())
                .param("mapping", mapping)
                .param("display", model.display())
                .param("type", model.type())
                .param("synthetic", model.synthetic())
                .param("silence", model.silenceLimit().toSeconds())
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static StoredMapping mapping(ResultSet row, int number) throws SQLException {
        return new StoredMapping(
                row.getString("id"),
                row.getInt("version"),
                row.getBytes("device_content"),
                Optional.ofNullable(row.getBytes("fhir_mapping")),
                row.getString("uploaded_by"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
    }
}
