package org.vitalwire.ingest.erasure;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.database.TableRewrite;
import org.vitalwire.kit.erasure.PatientEraser;

/**
 * Deletes a patient's rows: of each device that was on the patient those of the periods, a day of a
 * device in a transaction, then scores, what was held back and the copy of the ledger; then writes
 * anew what they lay in. May be repeated from the start at any point.
 */
final class IngestEraser implements PatientEraser {

    /** Rows of waves hold ten seconds: one that began before a period may reach into it. */
    private static final Duration WAVE_ROW = Duration.ofSeconds(10);

    /** In roll-ups an hour at the edge of a period is mixed, and made anew from what remains. */
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration BATCH = Duration.ofDays(1);

    private static final String SAMPLES =
            deleting("vital_sample WHERE device_id = :device AND time >= :from AND time < :to");
    private static final String OBSERVATIONS =
            deleting("observation WHERE device_id = :device AND time >= :from AND time < :to");
    private static final String WAVES =
            deleting("waveform WHERE device_id = :device AND time > :from AND time < :to");
    private static final String MINUTES =
            deleting("vital_1m WHERE device_id = :device AND time > :from AND time < :to");
    private static final String HOURS =
            deleting("vital_1h WHERE device_id = :device AND time > :from AND time < :to");
    private static final String ERRORS =
            deleting(
                    "entered_in_error WHERE device_id = :device"
                            + " AND from_time >= :from AND to_time <= :to");
    private static final String SCORES =
            deleting("score WHERE patient_id = :patient AND time <= :before");
    private static final String HELD_BACK =
            deleting("held_back WHERE patient_id = :patient AND time <= :before");
    private static final String PERIODS =
            deleting("association_period WHERE patient_id = :patient AND to_time <= :before");

    /**
     * Hold bytes of rows that went before: each change of a device's history leaves old rows in the
     * copy of the ledger, what was held back goes row by row when it has been kept for long enough,
     * and a row that came before its day's partition was moved there from the default partition.
     */
    private static final List<String> ALWAYS =
            List.of(
                    "association_period",
                    "held_back",
                    "vital_sample_default",
                    "observation_default",
                    "score_default",
                    "waveform_default",
                    "vital_1m_default",
                    "vital_1h_default");

    private final ServiceDatabase database;
    private final ErasureTable table;
    private final ErasedPatients erased;
    private final TableRewrite files;

    IngestEraser(
            ServiceDatabase database,
            ErasureTable table,
            ErasedPatients erased,
            TableRewrite files) {
        this.database = database;
        this.table = table;
        this.erased = erased;
        this.files = files;
    }

    private static String deleting(String rows) {
        return "WITH gone AS (DELETE FROM "
                + rows
                + " RETURNING tableoid) SELECT tableoid::regclass::text, count(*) FROM gone"
                + " GROUP BY 1";
    }

    @Override
    public long erase(Erasure erasure) {
        table.begin(erasure);
        erased.know(table.known());
        for (ErasedPeriod period : erasure.periods()) {
            Optional<Integer> device = deviceNumber(period);
            device.ifPresent(number ->
                    days(period).forEach(day -> eraseDay(erasure.erasureId(), number, day)));
        }
        erasePatient(erasure);
        rewrite(erasure.erasureId());
        return table.erased(erasure.erasureId());
    }

    /** The period, cut into batches. */
    private static List<ErasedPeriod> days(ErasedPeriod period) {
        List<ErasedPeriod> days = new ArrayList<>();
        for (Instant from = period.from(); from.isBefore(period.to()); from = from.plus(BATCH)) {
            Instant end = from.plus(BATCH);
            days.add(
                    new ErasedPeriod(
                            period.deviceId(),
                            from,
                            end.isBefore(period.to()) ? end : period.to()));
        }
        return days;
    }

    private Optional<Integer> deviceNumber(ErasedPeriod period) {
        return database.jdbc()
                .sql("SELECT device_id FROM device WHERE name = ?")
                .param(period.deviceId().value())
                .query(Integer.class)
                .optional();
    }

    private void eraseDay(String erasureId, int device, ErasedPeriod day) {
        database.transaction()
                .executeWithoutResult(status -> {
                    // While the rows that say what there is are there: it will be made anew.
                    database.jdbc()
                            .sql("SELECT roll_up_again(:device, :from, :to) IS NULL")
                            .param("device", device)
                            .param("from", ErasureTable.utc(day.from()))
                            .param("to", ErasureTable.utc(day.to()))
                            .query(Boolean.class)
                            .single();
                    Map<String, Long> gone = new HashMap<>();
                    delete(gone, SAMPLES, device, day.from(), day.to());
                    delete(gone, OBSERVATIONS, device, day.from(), day.to());
                    delete(gone, WAVES, device, day.from().minus(WAVE_ROW), day.to());
                    delete(gone, MINUTES, device, day.from().minus(MINUTE), day.to());
                    delete(gone, HOURS, device, day.from().minus(HOUR), day.to());
                    delete(gone, ERRORS, device, day.from(), day.to());
                    table.deleted(erasureId, gone);
                });
    }

    private void delete(Map<String, Long> gone, String sql, int device, Instant from, Instant to) {
        database.jdbc()
                .sql(sql)
                .param("device", device)
                .param("from", ErasureTable.utc(from))
                .param("to", ErasureTable.utc(to))
                .query(row -> {
                    gone.merge(row.getString(1), row.getLong(2), Long::sum);
                });
    }

    private void erasePatient(Erasure erasure) {
        database.transaction()
                .executeWithoutResult(status -> {
                    Map<String, Long> gone = new HashMap<>();
                    for (String sql : List.of(SCORES, HELD_BACK, PERIODS)) {
                        database.jdbc()
                                .sql(sql)
                                .param("patient", erasure.patientId().value())
                                .param("before", ErasureTable.utc(erasure.requestedAt()))
                                .query(row -> {
                                    gone.merge(row.getString(1), row.getLong(2), Long::sum);
                                });
                    }
                    table.deleted(erasure.erasureId(), gone);
                });
    }

    private void rewrite(String erasureId) {
        Set<String> names = table.toRewrite(erasureId);
        names.addAll(ALWAYS);
        try {
            files.rewrite(names);
        } catch (SQLException e) {
            throw new IllegalStateException("tables were not written anew", e);
        }
        table.rewritten(erasureId);
    }
}
