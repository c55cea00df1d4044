package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * The newest value of each sign. {@code sign_hour} says in which hour to look, so that a sign that
 * was measured long ago, or never, costs no walk over all samples in between.
 */
final class LatestValues {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Most signs of a monitor are in its last messages. */
    private static final int FIRST_ROWS = 40;

    static final String COLUMNS =
            WideColumns.SIGNS.stream()
                    .map(sign -> "s." + WideColumns.column(sign))
                    .collect(Collectors.joining(", "));

    private static final String HOURS =
            """
            SELECT hour, signs FROM sign_hour
             WHERE device_id = ? AND hour > ? AND hour < ? ORDER BY hour DESC\
            """;

    private static final String NEWEST_ROWS =
            """
            SELECT s.time, s.backfill, s.synthetic, s.flags, %s FROM vital_sample s
             WHERE %s ORDER BY s.time DESC LIMIT %d\
            """
                    .formatted(COLUMNS, PatientRows.WIDE, FIRST_ROWS);

    private static final String OBSERVATIONS =
            """
            SELECT m.metric, n.* FROM unnest(?::smallint[]) AS m(metric)
             CROSS JOIN LATERAL (
                   SELECT o.time, o.value, o.flags, coalesce(s.backfill, false),
                          coalesce(s.synthetic, false)
                     FROM %s
                    WHERE %s AND o.metric = m.metric AND %s
                    ORDER BY o.time DESC LIMIT 1) n\
            """
                    .formatted(
                            PatientRows.NARROW_FROM,
                            PatientRows.NARROW,
                            PatientRows.notInError("o", "m.metric"));

    private static final Integer[] NARROW_NUMBERS =
            WideColumns.NARROW.stream().map(VitalSign::number).toArray(Integer[]::new);

    private final DeviceDirectory devices;

    LatestValues(DeviceDirectory devices) {
        this.devices = devices;
    }

    Map<VitalSign, StoredValue> read(Connection connection, List<DevicePeriod> periods)
            throws SQLException {
        Map<VitalSign, StoredValue> newest = new EnumMap<>(VitalSign.class);
        for (DevicePeriod period : periods) {
            OptionalInt id = devices.find(connection, period.device());
            if (id.isPresent()) {
                Lookup lookup =
                        new Lookup(
                                connection,
                                period,
                                id.getAsInt(),
                                ErrorMarks.read(connection, id.getAsInt(), period));
                lookup.readWide();
                lookup.readNarrow();
                lookup.found.forEach((sign, value) ->
                        newest.merge(sign, value, (a, b) -> b.isNewerThan(a) ? b : a));
            }
        }
        return newest;
    }

    /**
     * Of a row that has time, backfill, synthetic and flags from column {@code first} on; null
     * where the sign was not measured.
     */
    static @Nullable StoredValue value(
            ResultSet row, int first, int column, VitalSign sign, DeviceId device)
            throws SQLException {
        double value = row.getFloat(column);
        if (row.wasNull()) {
            return null;
        }
        return new StoredValue(
                sign,
                SqlTime.read(row, first),
                sign.entry().roundToResolution(value),
                WideColumns.flagOf(row, first + 3, sign),
                device,
                row.getBoolean(first + 1) ? Lane.BACKFILL : Lane.LIVE,
                row.getBoolean(first + 2));
    }

    private static String newestOf(VitalSign sign) {
        return """
        SELECT s.time, s.backfill, s.synthetic, s.flags, s.%1$s FROM vital_sample s
         WHERE %2$s AND s.%1$s IS NOT NULL AND %3$s
         ORDER BY s.time DESC LIMIT 1\
        """
                .formatted(
                        WideColumns.column(sign),
                        PatientRows.WIDE,
                        PatientRows.notInError("s", sign));
    }

    /** One device in one period. */
    private static final class Lookup {

        private final Connection connection;
        private final DevicePeriod period;
        private final int deviceId;
        private final ErrorMarks marks;
        private final Map<VitalSign, StoredValue> found = new EnumMap<>(VitalSign.class);

        Lookup(Connection connection, DevicePeriod period, int deviceId, ErrorMarks marks) {
            this.connection = connection;
            this.period = period;
            this.deviceId = deviceId;
            this.marks = marks;
        }

        void readWide() throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(HOURS)) {
                select.setInt(1, deviceId);
                select.setObject(2, SqlTime.of(period.from().minus(HOUR)));
                select.setObject(3, SqlTime.of(period.to()));
                try (ResultSet hours = select.executeQuery()) {
                    while (found.size() < WideColumns.COUNT && hours.next()) {
                        readHour(SqlTime.read(hours, 1), hours.getLong(2));
                    }
                }
            }
        }

        private void readHour(Instant hour, long signs) throws SQLException {
            DevicePeriod part = period.within(hour, hour.plus(HOUR)).orElse(null);
            if (part == null || missing(signs) == 0) {
                return;
            }
            try (PreparedStatement select = connection.prepareStatement(NEWEST_ROWS)) {
                PatientRows.bind(select, 1, deviceId, part);
                collect(select, WideColumns.SIGNS);
            }
            for (VitalSign sign : WideColumns.SIGNS) {
                if ((missing(signs) & WideColumns.bit(sign)) != 0) {
                    try (PreparedStatement select = connection.prepareStatement(newestOf(sign))) {
                        PatientRows.bindOne(select, 1, deviceId, part);
                        collect(select, List.of(sign));
                    }
                }
            }
        }

        private long missing(long signs) {
            long missing = signs;
            for (VitalSign sign : found.keySet()) {
                missing &= ~WideColumns.bit(sign);
            }
            return missing;
        }

        private void collect(PreparedStatement select, List<VitalSign> signs) throws SQLException {
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    for (int i = 0; i < signs.size(); i++) {
                        collect(row, 5 + i, signs.get(i));
                    }
                }
            }
        }

        private void collect(ResultSet row, int column, VitalSign sign) throws SQLException {
            if (found.containsKey(sign)) {
                return;
            }
            StoredValue value = value(row, 1, column, sign, period.device());
            if (value != null && !marks.cover(sign, value.time())) {
                found.put(sign, value);
            }
        }

        void readNarrow() throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(OBSERVATIONS)) {
                select.setArray(1, connection.createArrayOf("int2", NARROW_NUMBERS));
                PatientRows.bindOne(select, 2, deviceId, period);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        VitalSign sign = VitalSign.ofNumber(row.getInt(1)).orElseThrow();
                        found.put(
                                sign,
                                new StoredValue(
                                        sign,
                                        SqlTime.read(row, 2),
                                        row.getDouble(3),
                                        row.getInt(4),
                                        period.device(),
                                        row.getBoolean(5) ? Lane.BACKFILL : Lane.LIVE,
                                        row.getBoolean(6)));
                    }
                }
            }
        }
    }
}
