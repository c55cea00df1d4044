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

    private static final String COLUMNS =
            WideColumns.SIGNS.stream().map(WideColumns::column).collect(Collectors.joining(", "));

    private static final String HOURS =
            """
            SELECT hour, signs FROM sign_hour
             WHERE device_id = ? AND hour > ? AND hour < ? ORDER BY hour DESC\
            """;

    private static final String NEWEST_ROWS =
            """
            SELECT time, backfill, synthetic, flags, %s FROM vital_sample
             WHERE device_id = ? AND time >= ? AND time < ? ORDER BY time DESC LIMIT %d\
            """
                    .formatted(COLUMNS, FIRST_ROWS);

    private static final String OBSERVATIONS =
            """
            SELECT m.metric, o.time, o.value, o.flags, s.backfill, s.synthetic
              FROM unnest(?::smallint[]) AS m(metric)
             CROSS JOIN LATERAL (
                   SELECT time, value, flags FROM observation
                    WHERE device_id = ? AND metric = m.metric AND time >= ? AND time < ?
                    ORDER BY time DESC LIMIT 1) o
              LEFT JOIN LATERAL (
                   SELECT backfill, synthetic FROM vital_sample
                    WHERE device_id = ? AND time = o.time) s ON true\
            """;

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
                Lookup lookup = new Lookup(connection, period, id.getAsInt());
                lookup.readWide();
                lookup.readNarrow();
                lookup.found.forEach((sign, value) ->
                        newest.merge(sign, value, (a, b) -> b.isNewerThan(a) ? b : a));
            }
        }
        return newest;
    }

    private static String newestOf(VitalSign sign) {
        return """
        SELECT time, backfill, synthetic, flags, %1$s FROM vital_sample
         WHERE device_id = ? AND time >= ? AND time < ? AND %1$s IS NOT NULL
         ORDER BY time DESC LIMIT 1\
        """
                .formatted(WideColumns.column(sign));
    }

    /** One device in one period. */
    private static final class Lookup {

        private final Connection connection;
        private final DevicePeriod period;
        private final int deviceId;
        private final Map<VitalSign, StoredValue> found = new EnumMap<>(VitalSign.class);

        Lookup(Connection connection, DevicePeriod period, int deviceId) {
            this.connection = connection;
            this.period = period;
            this.deviceId = deviceId;
        }

        void readWide() throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(HOURS)) {
                bind(select, 1, period.from().minus(HOUR), period.to());
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
            collect(NEWEST_ROWS, part, WideColumns.SIGNS);
            for (VitalSign sign : WideColumns.SIGNS) {
                if ((missing(signs) & WideColumns.bit(sign)) != 0) {
                    collect(newestOf(sign), part, List.of(sign));
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

        private void collect(String sql, DevicePeriod part, List<VitalSign> signs)
                throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                bind(select, 1, part.from(), part.to());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        for (int i = 0; i < signs.size(); i++) {
                            collect(row, 5 + i, signs.get(i));
                        }
                    }
                }
            }
        }

        private void collect(ResultSet row, int column, VitalSign sign) throws SQLException {
            double value = row.getFloat(column);
            if (row.wasNull() || found.containsKey(sign)) {
                return;
            }
            found.put(
                    sign,
                    new StoredValue(
                            sign,
                            SqlTime.read(row, 1),
                            sign.entry().roundToResolution(value),
                            flagOf(row, 4, sign),
                            period.device(),
                            row.getBoolean(2) ? Lane.BACKFILL : Lane.LIVE,
                            row.getBoolean(3)));
        }

        void readNarrow() throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(OBSERVATIONS)) {
                select.setArray(1, connection.createArrayOf("int2", NARROW_NUMBERS));
                bind(select, 2, period.from(), period.to());
                select.setInt(5, deviceId);
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

        private void bind(PreparedStatement select, int first, Instant from, Instant to)
                throws SQLException {
            select.setInt(first, deviceId);
            select.setObject(first + 1, SqlTime.of(from));
            select.setObject(first + 2, SqlTime.of(to));
        }

        private static int flagOf(ResultSet row, int column, VitalSign sign) throws SQLException {
            java.sql.Array array = row.getArray(column);
            if (array == null) {
                return 0;
            }
            Short[] flags = (Short[]) array.getArray();
            int place = sign.number() - 1;
            return place < flags.length && flags[place] != null ? flags[place] : 0;
        }
    }
}
