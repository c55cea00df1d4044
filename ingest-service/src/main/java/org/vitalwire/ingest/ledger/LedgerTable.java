package org.vitalwire.ingest.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.SqlTime;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * The association ledger in this service's database. An event carries a device's whole history, so
 * it replaces what was known of the device: a correction takes effect for all samples at once.
 */
final class LedgerTable implements PatientPeriods {

    private final ServiceDatabase database;

    LedgerTable(ServiceDatabase database) {
        this.database = database;
    }

    /** In one transaction. Of several histories of one device the last counts. */
    void replace(List<AssociationHistory> histories) {
        Map<DeviceId, AssociationHistory> newest = new LinkedHashMap<>();
        histories.forEach(history -> newest.put(history.deviceId(), history));
        database.transaction()
                .executeWithoutResult(status -> newest.values().forEach(this::replace));
    }

    private void replace(AssociationHistory history) {
        database.jdbc()
                .sql("DELETE FROM association_period WHERE device = ?")
                .param(history.deviceId().value())
                .update();
        for (AssociationPeriod period : history.periods()) {
            database.jdbc()
                    .sql(
                            """
                            INSERT INTO association_period
                                (association_id, device, patient_id, bed, from_time, to_time, made_by)
                            VALUES (?, ?, ?, ?, ?, ?, ?)
                            ON CONFLICT (association_id) DO UPDATE SET
                                device = excluded.device, patient_id = excluded.patient_id,
                                bed = excluded.bed, from_time = excluded.from_time,
                                to_time = excluded.to_time, made_by = excluded.made_by\
                            """)
                    .params(parameters(history.deviceId(), period))
                    .update();
        }
    }

    private static List<Object> parameters(DeviceId device, AssociationPeriod period) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(period.associationId());
        parameters.add(device.value());
        parameters.add(period.patientId().value());
        parameters.add(nullable(period.bed().orElse(null), java.sql.Types.VARCHAR));
        parameters.add(SqlTime.of(period.from()));
        parameters.add(
                nullable(
                        period.to().map(SqlTime::of).orElse(null),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE));
        parameters.add(period.madeBy());
        return parameters;
    }

    private static Object nullable(@org.jspecify.annotations.Nullable Object value, int type) {
        return new org.springframework.jdbc.core.SqlParameterValue(type, value);
    }

    @Override
    public List<DevicePeriod> of(PatientId patientId) {
        return DevicePeriod.ofOnePatient(
                database.jdbc()
                        .sql(
                                """
                                SELECT device, from_time, to_time FROM association_period
                                 WHERE patient_id = ?\
                                """)
                        .param(patientId.value())
                        .query((row, number) -> period(row))
                        .list());
    }

    private static DevicePeriod period(ResultSet row) throws SQLException {
        OffsetDateTime to = row.getObject(3, OffsetDateTime.class);
        return new DevicePeriod(
                new DeviceId(row.getString(1)),
                SqlTime.read(row, 2),
                to == null ? DevicePeriod.OPEN_END : to.toInstant());
    }
}
