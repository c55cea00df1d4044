package org.vitalwire.ingest.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * The newest values of many patients in two statements: the last rows of each device in its newest
 * hour. Who has more than stands in those, a cuff's value of an hour ago, another device's, a mark
 * of an error, is read as one alone is.
 */
final class LatestOfEach {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Most monitors send all their signs in one message. */
    private static final int ROWS = 3;

    /** Devices whose newest hour is older than that are looked at one by one: other partitions. */
    private static final Duration RECENT = Duration.ofHours(2);

    private static final String NEWEST_HOURS =
            """
            SELECT p.ask, d.signs, h.hour
              FROM unnest(?::int[], ?::int[], ?::text[]::timestamptz[], ?::text[]::timestamptz[])
                   AS p(ask, device_id, from_time, to_time)
              JOIN device d ON d.device_id = p.device_id
              LEFT JOIN LATERAL (
                   SELECT s.hour FROM sign_hour s
                    WHERE s.device_id = p.device_id AND s.hour > p.from_time - interval '1 hour'
                      AND s.hour < p.to_time
                    ORDER BY s.hour DESC LIMIT 1) h ON true
             WHERE NOT EXISTS (SELECT FROM entered_in_error e
                                WHERE e.device_id = p.device_id AND e.retracted_at IS NULL)\
            """;

    /** The bounds of all together let the planner leave partitions out. */
    private static final String NEWEST_ROWS =
            """
            SELECT p.ask, s.time, s.backfill, s.synthetic, s.flags, %s
              FROM unnest(?::int[], ?::int[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[])
                   AS p(ask, device_id, from_time, to_time, tenure)
             CROSS JOIN LATERAL (
                   SELECT * FROM vital_sample v
                    WHERE v.device_id = p.device_id AND v.time >= p.from_time
                      AND v.time < p.to_time AND v.time >= ? AND v.time < ?
                      AND %s
                    ORDER BY v.time DESC LIMIT %d) s
             ORDER BY p.ask, s.time DESC\
            """
                    .formatted(LatestValues.COLUMNS, PatientRows.held("v", "v", "p.tenure"), ROWS);

    private static final Comparator<DevicePeriod> FROM = Comparator.comparing(DevicePeriod::from);
    private static final Comparator<DevicePeriod> TO = Comparator.comparing(DevicePeriod::to);

    private final DeviceDirectory devices;
    private final LatestValues one;

    LatestOfEach(DeviceDirectory devices, LatestValues one) {
        this.devices = devices;
        this.one = one;
    }

    <K> Map<K, Map<VitalSign, StoredValue>> read(
            Connection connection, Map<K, List<DevicePeriod>> wanted) throws SQLException {
        Map<K, List<Ask>> asks = new LinkedHashMap<>();
        List<Ask> all = new ArrayList<>();
        for (Map.Entry<K, List<DevicePeriod>> entry : wanted.entrySet()) {
            List<Ask> ofKey = new ArrayList<>();
            for (DevicePeriod period : entry.getValue()) {
                OptionalInt device = devices.find(connection, period.device());
                if (device.isPresent()) {
                    Ask ask = new Ask(all.size(), device.getAsInt(), period);
                    ofKey.add(ask);
                    all.add(ask);
                }
            }
            asks.put(entry.getKey(), ofKey);
        }
        if (!all.isEmpty()) {
            readHours(connection, all);
            readRows(connection, all);
        }
        Map<K, Map<VitalSign, StoredValue>> answers = new LinkedHashMap<>();
        for (Map.Entry<K, List<Ask>> entry : asks.entrySet()) {
            Map<VitalSign, StoredValue> newest = newest(entry.getValue());
            answers.put(
                    entry.getKey(),
                    entry.getValue().stream().allMatch(ask -> ask.hasNothingNewerThan(newest))
                            ? newest
                            : one.read(connection, List.copyOf(wanted.get(entry.getKey()))));
        }
        return answers;
    }

    private static Map<VitalSign, StoredValue> newest(List<Ask> asks) {
        Map<VitalSign, StoredValue> newest = new EnumMap<>(VitalSign.class);
        for (Ask ask : asks) {
            ask.found.forEach(
                    (sign, value) -> newest.merge(sign, value, (a, b) -> b.isNewerThan(a) ? b : a));
        }
        return newest;
    }

    private static void readHours(Connection connection, List<Ask> asks) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST_HOURS)) {
            select.setObject(1, asks.stream().mapToInt(ask -> ask.number).toArray());
            select.setObject(2, asks.stream().mapToInt(ask -> ask.deviceId).toArray());
            select.setArray(3, times(connection, asks.stream().map(ask -> ask.period.from())));
            select.setArray(4, times(connection, asks.stream().map(ask -> ask.period.to())));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Ask ask = asks.get(row.getInt(1));
                    ask.isKnown = true;
                    ask.signs = row.getLong(2);
                    if (row.getObject(3) != null) {
                        ask.lookIn(SqlTime.read(row, 3));
                    }
                }
            }
        }
    }

    private static void readRows(Connection connection, List<Ask> all) throws SQLException {
        List<Ask> asks = recent(all);
        if (asks.isEmpty()) {
            return;
        }
        List<DevicePeriod> parts = new ArrayList<>();
        for (Ask ask : asks) {
            NewestHour hour = Objects.requireNonNull(ask.hour);
            hour.beginReading();
            parts.add(hour.part);
        }
        try (PreparedStatement select = connection.prepareStatement(NEWEST_ROWS)) {
            select.setObject(1, asks.stream().mapToInt(ask -> ask.number).toArray());
            select.setObject(2, asks.stream().mapToInt(ask -> ask.deviceId).toArray());
            select.setArray(3, times(connection, parts.stream().map(DevicePeriod::from)));
            select.setArray(4, times(connection, parts.stream().map(DevicePeriod::to)));
            select.setArray(
                    5,
                    connection.createArrayOf(
                            "text",
                            asks.stream().map(ask -> PatientRows.tenure(ask.period)).toArray()));
            select.setObject(6, SqlTime.of(Collections.min(parts, FROM).from()));
            select.setObject(7, SqlTime.of(Collections.max(parts, TO).to()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.get(row.getInt(1)).take(row);
                }
            }
        }
    }

    private static List<Ask> recent(List<Ask> all) {
        List<Ask> withRows = all.stream().filter(ask -> ask.hour != null).toList();
        Instant newest =
                withRows.stream()
                        .map(ask -> Objects.requireNonNull(ask.hour).part.from())
                        .max(Instant::compareTo)
                        .orElse(Instant.MAX);
        return withRows.stream()
                .filter(ask ->
                        !Objects.requireNonNull(ask.hour)
                                .part
                                .from()
                                .isBefore(newest.minus(RECENT)))
                .toList();
    }

    private static Array times(Connection connection, Stream<Instant> times) throws SQLException {
        return connection.createArrayOf("text", times.map(PatientRows::bound).toArray());
    }

    /** What is wanted of one device in one period. */
    private static final class Ask {

        private final int number;
        private final int deviceId;
        private final DevicePeriod period;
        private final Map<VitalSign, StoredValue> found = new EnumMap<>(VitalSign.class);

        /** Whether the newest rows may stand for it. */
        private boolean isKnown;

        /** Bits of all that the device ever measured. */
        private long signs;

        private @Nullable NewestHour hour;

        Ask(int number, int deviceId, DevicePeriod period) {
            this.number = number;
            this.deviceId = deviceId;
            this.period = period;
        }

        void lookIn(Instant start) {
            hour = new NewestHour(period.within(start, start.plus(HOUR)).orElseThrow());
        }

        void take(ResultSet row) throws SQLException {
            Objects.requireNonNull(hour).took(SqlTime.read(row, 2));
            for (int i = 0; i < WideColumns.COUNT; i++) {
                VitalSign sign = WideColumns.SIGNS.get(i);
                if ((signs & WideColumns.bit(sign)) != 0 && !found.containsKey(sign)) {
                    StoredValue value = LatestValues.value(row, 2, 6 + i, sign, period.device());
                    if (value != null) {
                        found.put(sign, value);
                    }
                }
            }
        }

        /** Whether no value that was not read can be newer than those. */
        boolean hasNothingNewerThan(Map<VitalSign, StoredValue> newest) {
            if (!isKnown || (signs & ~WideColumns.BITS) != 0) {
                return false;
            }
            if (hour == null) {
                return true;
            }
            Instant unread = hour.unreadBefore();
            for (VitalSign sign : WideColumns.SIGNS) {
                if ((signs & WideColumns.bit(sign)) != 0 && !found.containsKey(sign)) {
                    StoredValue other = newest.get(sign);
                    if (other == null || other.time().isBefore(unread)) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /** Of a device in a period the newest hour with rows, and how far they were read. */
    private static final class NewestHour {

        private final DevicePeriod part;
        private Instant unreadBefore;
        private int rows;

        NewestHour(DevicePeriod part) {
            this.part = part;
            this.unreadBefore = part.to();
        }

        /** All rows will be read, or the newest {@link #ROWS}. */
        void beginReading() {
            unreadBefore = part.from();
        }

        void took(Instant time) {
            rows++;
            if (rows == ROWS) {
                unreadBefore = time;
            }
        }

        /** What was not read was measured before this. */
        Instant unreadBefore() {
            return unreadBefore;
        }
    }
}
