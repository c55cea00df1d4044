package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Finds out which roll-ups of a period may be used: none that is due, and none whose samples need
 * not all be the patient's because the device's clock is off. Plan and reading must see the same
 * moment of the database.
 */
final class RollUpPlanner {

    private static final String MINUTES =
            """
            SELECT bucket FROM roll_up_due
             WHERE level = 1 AND device_id = ? AND bucket >= ? AND bucket < ?
             UNION
            %s
             ORDER BY 1\
            """
                    .formatted(doubtful("vital_1m", "1 minute"));

    private static final String HOURS =
            """
            SELECT date_trunc('hour', bucket, 'UTC') FROM roll_up_due
             WHERE level IN (1, 60) AND device_id = ? AND bucket >= ? AND bucket < ?
             UNION
            %s
             ORDER BY 1\
            """
                    .formatted(doubtful("vital_1h", "1 hour"));

    private final Connection connection;
    private final VitalSign sign;

    RollUpPlanner(Connection connection, VitalSign sign) {
        this.connection = connection;
        this.sign = sign;
    }

    private static String doubtful(String table, String width) {
        return """
        SELECT time FROM %s
         WHERE device_id = ? AND time >= ? AND time < ? AND sign = ? AND offset_low_ms IS NOT NULL
           AND NOT ?::tstzmultirange @> tstzrange(
               time + least(offset_low_ms, 0) * interval '1 millisecond',
               time + interval '%s' + greatest(offset_high_ms, 0) * interval '1 millisecond')\
        """
                .formatted(table, width);
    }

    RollUpPlan plan(int deviceId, DevicePeriod period, Grain grain) throws SQLException {
        Spans wanted = Spans.of(SqlTime.micros(period.from()), SqlTime.micros(period.to()));
        if (grain == Grain.RAW) {
            return RollUpPlan.raw(wanted);
        }
        Spans hours = Spans.NONE;
        if (grain == Grain.HOUR) {
            Spans whole = wanted.aligned(Grain.HOUR.micros());
            hours = RollUpPlan.hours(wanted, unusable(HOURS, Grain.HOUR, whole, deviceId, period));
        }
        Spans rest = wanted.minus(hours).aligned(Grain.MINUTE.micros());
        return RollUpPlan.of(
                wanted, hours, unusable(MINUTES, Grain.MINUTE, rest, deviceId, period));
    }

    private Spans unusable(String sql, Grain grain, Spans among, int deviceId, DevicePeriod period)
            throws SQLException {
        if (among.isEmpty()) {
            return Spans.NONE;
        }
        List<Long> starts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int first = 1; first <= 4; first += 3) {
                select.setInt(first, deviceId);
                select.setObject(first + 1, SqlTime.of(SqlTime.instant(among.from())));
                select.setObject(first + 2, SqlTime.of(SqlTime.instant(among.to())));
            }
            select.setInt(7, sign.number());
            select.setString(8, PatientRows.tenure(period));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    starts.add(SqlTime.micros(SqlTime.read(row, 1)));
                }
            }
        }
        return Spans.ofSteps(starts, grain.micros());
    }
}
