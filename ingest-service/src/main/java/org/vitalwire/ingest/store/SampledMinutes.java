package org.vitalwire.ingest.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.vitalwire.contracts.vitals.VitalSign;

/** Trusted values by the minute, and where there are any. */
final class SampledMinutes {

    private static final long MICROS_PER_MINUTE = 60_000_000;
    private static final Duration HOUR = Duration.ofHours(1);

    /** Takes the device, the bits of the signs, and the first and last time. */
    private static final String WIDE_HOURS =
            """
            SELECT hour FROM sign_hour
             WHERE device_id = ? AND signs & ? <> 0 AND hour > ? AND hour < ?\
            """;

    /** Takes the device, the numbers of the signs, and the first and last time. */
    private static final String NARROW_HOURS =
            """
            SELECT DISTINCT date_trunc('hour', time, 'UTC') FROM observation
             WHERE device_id = ? AND metric = ANY (?) AND time >= ? AND time < ?\
            """;

    private final DeviceDirectory devices;

    SampledMinutes(DeviceDirectory devices) {
        this.devices = devices;
    }

    /** In the order of devices' periods, and of minutes within one. */
    List<SampledMinute> read(Connection connection, List<DevicePeriod> periods, VitalSign sign)
            throws SQLException {
        List<SampledMinute> minutes = new ArrayList<>();
        for (DevicePeriod period : periods) {
            OptionalInt device = devices.find(connection, period.device());
            if (device.isPresent()) {
                read(connection, device.getAsInt(), period, sign, minutes);
            }
        }
        return minutes;
    }

    private static void read(
            Connection connection,
            int device,
            DevicePeriod period,
            VitalSign sign,
            List<SampledMinute> minutes)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(minutesOf(sign))) {
            PatientRows.bindOne(select, 1, device, period);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    minutes.add(minute(row, period, sign));
                }
            }
        }
    }

    private static SampledMinute minute(ResultSet row, DevicePeriod period, VitalSign sign)
            throws SQLException {
        long start = row.getLong(1) * MICROS_PER_MINUTE;
        Double[] seconds = doubles(row.getArray(2));
        Double[] stored = doubles(row.getArray(3));
        int[] micros = new int[seconds.length];
        double[] values = new double[seconds.length];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = Math.toIntExact(Math.round(seconds[i] * 1_000_000) - start);
            values[i] = sign.entry().roundToResolution(stored[i]);
        }
        return new SampledMinute(
                period.device(),
                sign,
                SqlTime.instant(start),
                micros,
                values,
                row.getBoolean(4),
                row.getBoolean(5),
                Instant.ofEpochMilli(Math.round(row.getDouble(6))));
    }

    private static Double[] doubles(Array array) throws SQLException {
        return (Double[]) array.getArray();
    }

    /**
     * Seconds since 1970 as a double are exact to the microsecond until the year 2255, and much
     * quicker to make than a numeric.
     */
    private static String minutesOf(VitalSign sign) {
        return """
        SELECT floor(round(x.e * 1000000) / 60000000)::bigint, array_agg(x.e), array_agg(x.value),
               bool_or(x.backfill), bool_or(x.synthetic), max(x.e * 1000 + x.lag_ms)
          FROM (%s) x GROUP BY 1 ORDER BY 1\
        """
                .formatted(trusted(sign));
    }

    private static String trusted(VitalSign sign) {
        if (WideColumns.has(sign)) {
            return """
            SELECT date_part('epoch', s.time) AS e, s.%1$s::float8 AS value, s.backfill,
                   s.synthetic, s.lag_ms
              FROM vital_sample s
             WHERE %2$s AND s.%1$s IS NOT NULL AND coalesce(s.flags[%3$d], 0) = 0 AND %4$s\
            """
                    .formatted(
                            WideColumns.column(sign),
                            PatientRows.WIDE,
                            sign.number(),
                            PatientRows.notInError("s", sign));
        }
        return """
        SELECT date_part('epoch', o.time) AS e, o.value, coalesce(s.backfill, false) AS backfill,
               coalesce(s.synthetic, false) AS synthetic, coalesce(s.lag_ms, 0) AS lag_ms
          FROM %s
         WHERE %s AND o.metric = %d AND o.flags = 0 AND %s\
        """
                .formatted(
                        PatientRows.NARROW_FROM,
                        PatientRows.NARROW,
                        sign.number(),
                        PatientRows.notInError("o", sign));
    }

    /** Starts of the hours in which any of the signs may have been measured: never too few. */
    SortedSet<Instant> hours(
            Connection connection, List<DevicePeriod> periods, List<VitalSign> signs)
            throws SQLException {
        long bits = 0;
        List<Short> narrow = new ArrayList<>();
        for (VitalSign sign : signs) {
            bits |= WideColumns.bit(sign);
            if (!WideColumns.has(sign)) {
                narrow.add((short) sign.number());
            }
        }
        SortedSet<Instant> hours = new TreeSet<>();
        for (DevicePeriod period : periods) {
            OptionalInt device = devices.find(connection, period.device());
            if (device.isEmpty()) {
                continue;
            }
            try (PreparedStatement select = connection.prepareStatement(WIDE_HOURS)) {
                select.setInt(1, device.getAsInt());
                select.setLong(2, bits);
                select.setObject(3, SqlTime.of(period.from().minus(HOUR)));
                select.setObject(4, SqlTime.of(period.to()));
                add(hours, select);
            }
            if (!narrow.isEmpty()) {
                try (PreparedStatement select = connection.prepareStatement(NARROW_HOURS)) {
                    select.setInt(1, device.getAsInt());
                    select.setObject(2, narrow.toArray(Short[]::new));
                    select.setObject(3, SqlTime.of(period.from()));
                    select.setObject(4, SqlTime.of(period.to()));
                    add(hours, select);
                }
            }
        }
        return hours;
    }

    private static void add(SortedSet<Instant> hours, PreparedStatement select)
            throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                hours.add(SqlTime.read(row, 1));
            }
        }
    }
}
