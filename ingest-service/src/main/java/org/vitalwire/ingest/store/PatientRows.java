package org.vitalwire.ingest.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.DevicePeriod.Stretch;

/**
 * The one place that says which rows are a patient's: those of a device within the period by the
 * device's own time, and where its clock is known to be off within the patient's tenure by the
 * corrected time as well (docs/adr/0005); without values that were entered in error.
 */
final class PatientRows {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /**
     * Alias s are rows of a period. Takes what {@link #bind} binds. Of a row that stands for all
     * its signs {@link ErrorMarks} tells which values count.
     */
    static final String WIDE =
            "s.device_id = ? AND s.time >= ? AND s.time < ? AND " + held("s", "s", "?");

    /** As {@link #WIDE}, with alias o for observations; s is the row that they came in. */
    static final String NARROW_FROM =
            """
            observation o LEFT JOIN LATERAL (
                SELECT lag_ms, backfill, synthetic, clock_offset_ms FROM vital_sample
                 WHERE device_id = o.device_id AND time = o.time LIMIT 1) s ON true\
            """;

    static final String NARROW =
            "o.device_id = ? AND o.time >= ? AND o.time < ? AND " + held("o", "s", "?");

    private PatientRows() {}

    /**
     * Whether a row is the patient's by its corrected time.
     *
     * @param timed alias that has its time
     * @param row alias that has its clock_offset_ms
     * @param tenure what {@link #tenure} gives, or a place for it
     */
    static String held(String timed, String row, String tenure) {
        return """
        (%2$s.clock_offset_ms IS NULL OR %3$s::tstzmultirange
            @> %1$s.time + %2$s.clock_offset_ms * interval '1 millisecond')\
        """
                .formatted(timed, row, tenure);
    }

    /** Rows (time, value, flags, backfill) of one sign. Takes what {@link #bindOne} binds. */
    static String ofSign(VitalSign sign) {
        if (WideColumns.has(sign)) {
            return """
            SELECT s.time, s.%1$s::float8 AS value, coalesce(s.flags[%2$d], 0) AS flags, s.backfill
              FROM vital_sample s
             WHERE %3$s AND s.%1$s IS NOT NULL AND %4$s\
            """
                    .formatted(
                            WideColumns.column(sign), sign.number(), WIDE, notInError("s", sign));
        }
        return """
        SELECT o.time, o.value, o.flags::int AS flags, coalesce(s.backfill, false) AS backfill
          FROM %1$s
         WHERE %2$s AND o.metric = %3$d AND %4$s\
        """
                .formatted(NARROW_FROM, NARROW, sign.number(), notInError("o", sign));
    }

    /** The marks are gathered once a statement and change no plan. Takes the device. */
    static String notInError(String alias, VitalSign sign) {
        return notInError(alias, Integer.toString(sign.number()));
    }

    static String notInError(String alias, String signNumber) {
        return """
        NOT coalesce((SELECT range_agg(tstzrange(e.from_time, e.to_time)) FROM entered_in_error e
                       WHERE e.device_id = ? AND e.retracted_at IS NULL
                         AND (e.sign IS NULL OR e.sign = %s)), '{}'::tstzmultirange) @> %s.time\
        """
                .formatted(signNumber, alias);
    }

    /** Returns the index of the parameter after them. */
    static int bind(PreparedStatement select, int first, int deviceId, DevicePeriod period)
            throws SQLException {
        select.setInt(first, deviceId);
        select.setObject(first + 1, SqlTime.of(period.from()));
        select.setObject(first + 2, SqlTime.of(period.to()));
        select.setString(first + 3, tenure(period));
        return first + 4;
    }

    /** As {@link #bind}, for {@link #ofSign}. */
    static int bindOne(PreparedStatement select, int first, int deviceId, DevicePeriod period)
            throws SQLException {
        int next = bind(select, first, deviceId, period);
        select.setInt(next, deviceId);
        return next + 1;
    }

    /** As a literal of {@code tstzmultirange}. */
    static String tenure(DevicePeriod period) {
        return period.tenure().stream()
                .filter(stretch -> stretch.from().isBefore(stretch.to()))
                .map(PatientRows::range)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String range(Stretch stretch) {
        return "[%s,%s)".formatted(bound(stretch.from()), bound(stretch.to()));
    }

    static String bound(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return "-infinity";
        }
        return time.isAfter(DevicePeriod.OPEN_END) ? "infinity" : time.toString();
    }
}
