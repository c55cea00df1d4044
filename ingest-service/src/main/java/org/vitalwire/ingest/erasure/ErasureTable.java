package org.vitalwire.ingest.erasure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.ingest.erasure.ErasedPatients.Erased;
import org.vitalwire.ingest.erasure.ErasedPatients.Known;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.erasure.PatientHash;

/** What is kept of erasures. */
final class ErasureTable {

    private final ServiceDatabase database;

    ErasureTable(ServiceDatabase database) {
        this.database = database;
    }

    /** Said again it changes nothing. */
    void begin(Erasure erasure) {
        database.transaction()
                .executeWithoutResult(status -> {
                    database.jdbc()
                            .sql(
                                    "INSERT INTO erasure (id, patient_hash, requested_at)"
                                            + " VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                            .params(
                                    erasure.erasureId(),
                                    PatientHash.of(erasure.erasureId(), erasure.patientId()),
                                    utc(erasure.requestedAt()))
                            .update();
                    for (ErasedPeriod period : erasure.periods()) {
                        database.jdbc()
                                .sql(
                                        "INSERT INTO erased_period VALUES (?, ?, ?, ?)"
                                                + " ON CONFLICT DO NOTHING")
                                .params(
                                        erasure.erasureId(),
                                        period.deviceId().value(),
                                        utc(period.from()),
                                        utc(period.to()))
                                .update();
                    }
                });
    }

    Known known() {
        List<Erased> patients =
                database.jdbc()
                        .sql("SELECT id, patient_hash, requested_at FROM erasure")
                        .query((row, number) ->
                                new Erased(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getObject(3, OffsetDateTime.class).toInstant()))
                        .list();
        Map<String, List<ErasedPeriod>> periods = new HashMap<>();
        database.jdbc()
                .sql("SELECT device, from_time, to_time FROM erased_period")
                .query((row, number) ->
                        new ErasedPeriod(
                                new DeviceId(row.getString(1)),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                .list()
                .forEach(period ->
                        periods.computeIfAbsent(period.deviceId().value(), any -> new ArrayList<>())
                                .add(period));
        return new Known(patients, periods);
    }

    /** Within the transaction of the deletion. */
    void deleted(String erasureId, Map<String, Long> rowsByTable) {
        rowsByTable.forEach((table, rows) -> {
            database.jdbc()
                    .sql("INSERT INTO erasure_rewrite VALUES (?, ?) ON CONFLICT DO NOTHING")
                    .params(erasureId, table)
                    .update();
            database.jdbc()
                    .sql("UPDATE erasure SET erased = erased + ? WHERE id = ?")
                    .params(rows, erasureId)
                    .update();
        });
    }

    Set<String> toRewrite(String erasureId) {
        return new TreeSet<>(
                database.jdbc()
                        .sql("SELECT name FROM erasure_rewrite WHERE erasure_id = ?")
                        .param(erasureId)
                        .query(String.class)
                        .list());
    }

    void rewritten(String erasureId) {
        database.jdbc()
                .sql("DELETE FROM erasure_rewrite WHERE erasure_id = ?")
                .param(erasureId)
                .update();
    }

    long erased(String erasureId) {
        return database.jdbc()
                .sql("SELECT erased FROM erasure WHERE id = ?")
                .param(erasureId)
                .query(Long.class)
                .single();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
