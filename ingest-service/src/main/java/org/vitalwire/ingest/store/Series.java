package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.SampleStore.Bucket;
import org.vitalwire.ingest.store.SampleStore.RawValue;

/** Reads one sign over time, as it is or in buckets. */
final class Series {

    private final DeviceDirectory devices;

    Series(DeviceDirectory devices) {
        this.devices = devices;
    }

    private record Part(int deviceId, DevicePeriod period) {}

    List<RawValue> values(Connection connection, List<DevicePeriod> periods, VitalSign sign)
            throws SQLException {
        List<Part> parts = parts(connection, periods);
        List<RawValue> values = new ArrayList<>();
        if (parts.isEmpty()) {
            return values;
        }
        String sql =
                "SELECT time, value, flags FROM (%s) s ORDER BY time".formatted(union(sign, parts));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, 1, parts);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    values.add(
                            new RawValue(
                                    SqlTime.read(row, 1),
                                    sign.entry().roundToResolution(row.getDouble(2)),
                                    row.getInt(3)));
                }
            }
        }
        return values;
    }

    List<Bucket> buckets(
            Connection connection,
            List<DevicePeriod> periods,
            VitalSign sign,
            Instant origin,
            Duration width)
            throws SQLException {
        List<Part> parts = parts(connection, periods);
        List<Bucket> buckets = new ArrayList<>();
        if (parts.isEmpty()) {
            return buckets;
        }
        String sql =
                """
                SELECT date_bin(? * interval '1 microsecond', time, ?) AS start,
                       avg(value) FILTER (WHERE flags = 0), min(value) FILTER (WHERE flags = 0),
                       max(value) FILTER (WHERE flags = 0), count(*) FILTER (WHERE flags = 0),
                       count(*), bit_or(flags)
                  FROM (%s) s GROUP BY start ORDER BY start\
                """
                        .formatted(union(sign, parts));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, width.toNanos() / 1_000);
            select.setObject(2, SqlTime.of(origin));
            bind(select, 3, parts);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long trusted = row.getLong(5);
                    buckets.add(
                            new Bucket(
                                    SqlTime.read(row, 1),
                                    trusted == 0,
                                    row.getDouble(2),
                                    sign.entry().roundToResolution(row.getDouble(3)),
                                    sign.entry().roundToResolution(row.getDouble(4)),
                                    trusted,
                                    row.getLong(6),
                                    row.getInt(7)));
                }
            }
        }
        return buckets;
    }

    private List<Part> parts(Connection connection, List<DevicePeriod> periods)
            throws SQLException {
        List<Part> parts = new ArrayList<>();
        for (DevicePeriod period : periods) {
            OptionalInt id = devices.find(connection, period.device());
            if (id.isPresent()) {
                parts.add(new Part(id.getAsInt(), period));
            }
        }
        return parts;
    }

    private static String union(VitalSign sign, List<Part> parts) {
        return String.join(
                " UNION ALL ", Collections.nCopies(parts.size(), PatientRows.ofSign(sign)));
    }

    private static void bind(PreparedStatement select, int first, List<Part> parts)
            throws SQLException {
        int next = first;
        for (Part part : parts) {
            next = PatientRows.bindOne(select, next, part.deviceId(), part.period());
        }
    }
}
