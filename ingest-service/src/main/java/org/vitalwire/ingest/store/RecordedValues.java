package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.VitalSign;

/** All values of some signs, one after the other by a cursor: however many, in little memory. */
final class RecordedValues {

    private static final int FETCH_SIZE = 2_000;
    private static final int FIXED_COLUMNS = 10;

    private final DeviceDirectory devices;

    RecordedValues(DeviceDirectory devices) {
        this.devices = devices;
    }

    private record Part(int deviceId, DevicePeriod period, ErrorMarks marks) {}

    /** Within a transaction of the caller's, or there is no cursor. */
    void forEach(
            Connection connection,
            List<DevicePeriod> periods,
            Set<VitalSign> signs,
            Consumer<RecordedValue> consumer)
            throws SQLException {
        List<VitalSign> wide = WideColumns.SIGNS.stream().filter(signs::contains).toList();
        List<VitalSign> narrow = WideColumns.NARROW.stream().filter(signs::contains).toList();
        List<Part> parts = parts(connection, periods);
        List<String> sources = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!wide.isEmpty()) {
                sources.add(wideRows(i, wide));
            }
            if (!narrow.isEmpty()) {
                sources.add(narrowRows(i, wide, narrow));
            }
        }
        if (sources.isEmpty()) {
            return;
        }
        String sql = String.join(" UNION ALL ", sources) + " ORDER BY time, part";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int next = 1;
            for (Part part : parts) {
                for (int i = sources.size() / parts.size(); i > 0; i--) {
                    next = PatientRows.bind(select, next, part.deviceId(), part.period());
                }
            }
            select.setFetchSize(FETCH_SIZE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read(row, parts.get(row.getInt(2)), wide, consumer);
                }
            }
        }
    }

    private List<Part> parts(Connection connection, List<DevicePeriod> periods)
            throws SQLException {
        List<Part> parts = new ArrayList<>();
        for (DevicePeriod period : periods) {
            OptionalInt id = devices.find(connection, period.device());
            if (id.isPresent()) {
                parts.add(
                        new Part(
                                id.getAsInt(),
                                period,
                                ErrorMarks.read(connection, id.getAsInt(), period)));
            }
        }
        return parts;
    }

    private static String wideRows(int part, List<VitalSign> wide) {
        return """
        (SELECT s.time, %d AS part, s.lag_ms, s.backfill, s.synthetic, s.clock_offset_ms, s.flags,
                NULL::smallint, NULL::float8, NULL::smallint, %s
           FROM vital_sample s WHERE %s)\
        """
                .formatted(
                        part,
                        wide.stream()
                                .map(sign -> "s." + WideColumns.column(sign))
                                .collect(Collectors.joining(", ")),
                        PatientRows.WIDE);
    }

    private static String narrowRows(int part, List<VitalSign> wide, List<VitalSign> narrow) {
        return """
        (SELECT o.time, %d AS part, coalesce(s.lag_ms, 0), coalesce(s.backfill, false),
                coalesce(s.synthetic, false), s.clock_offset_ms, NULL::smallint[],
                o.metric, o.value, o.flags%s
           FROM %s WHERE %s AND o.metric IN (%s))\
        """
                .formatted(
                        part,
                        ", NULL::real".repeat(wide.size()),
                        PatientRows.NARROW_FROM,
                        PatientRows.NARROW,
                        narrow.stream()
                                .map(sign -> Integer.toString(sign.number()))
                                .collect(Collectors.joining(", ")));
    }

    private static void read(
            ResultSet row, Part part, List<VitalSign> wide, Consumer<RecordedValue> consumer)
            throws SQLException {
        Instant time = SqlTime.read(row, 1);
        int metric = row.getInt(8);
        if (!row.wasNull()) {
            VitalSign sign = VitalSign.ofNumber(metric).orElseThrow();
            tell(row, part, sign, time, row.getDouble(9), row.getInt(10), consumer);
            return;
        }
        for (int i = 0; i < wide.size(); i++) {
            double value = row.getFloat(FIXED_COLUMNS + 1 + i);
            if (!row.wasNull()) {
                VitalSign sign = wide.get(i);
                tell(
                        row,
                        part,
                        sign,
                        time,
                        sign.entry().roundToResolution(value),
                        WideColumns.flagOf(row, 7, sign),
                        consumer);
            }
        }
    }

    private static void tell(
            ResultSet row,
            Part part,
            VitalSign sign,
            Instant time,
            double value,
            int flags,
            Consumer<RecordedValue> consumer)
            throws SQLException {
        if (part.marks().cover(sign, time)) {
            return;
        }
        StoredValue stored =
                new StoredValue(
                        sign,
                        time,
                        value,
                        flags,
                        part.period().device(),
                        row.getBoolean(4) ? Lane.BACKFILL : Lane.LIVE,
                        row.getBoolean(5));
        int offset = row.getInt(6);
        OptionalInt clockOffset = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(offset);
        consumer.accept(
                new RecordedValue(
                        stored,
                        Instant.ofEpochMilli(time.toEpochMilli() + row.getLong(3)),
                        clockOffset));
    }
}
