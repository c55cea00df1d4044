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
import java.util.stream.Collectors;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.SampleStore.Bucket;
import org.vitalwire.ingest.store.SampleStore.RawValue;

/** Reads one sign over time, as it is or in buckets, these from roll-ups as far as they can be. */
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
                "SELECT time, value, flags, backfill FROM (%s) s ORDER BY time"
                        .formatted(union(sign, parts));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, 1, parts);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    values.add(
                            new RawValue(
                                    SqlTime.read(row, 1),
                                    sign.entry().roundToResolution(row.getDouble(2)),
                                    row.getInt(3),
                                    row.getBoolean(4)));
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
        List<Source> sources = new ArrayList<>();
        RollUpPlanner planner = new RollUpPlanner(connection, sign);
        for (Part part : parts(connection, periods)) {
            RollUpPlan plan = planner.plan(part.deviceId(), part.period(), Grain.of(origin, width));
            add(sources, part, plan.raw(), raw(sign), true);
            add(sources, part, plan.minutes(), rolledUp("vital_1m", sign), false);
            add(sources, part, plan.hours(), rolledUp("vital_1h", sign), false);
        }
        List<Bucket> buckets = new ArrayList<>();
        if (sources.isEmpty()) {
            return buckets;
        }
        String sql = summedUp(sources);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, width.toNanos() / 1_000);
            select.setObject(2, SqlTime.of(origin));
            int next = 3;
            for (Source source : sources) {
                next = source.bind(select, next);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    buckets.add(bucket(row, sign));
                }
            }
        }
        return buckets;
    }

    private static String summedUp(List<Source> sources) {
        return """
        SELECT date_bin(? * interval '1 microsecond', time, ?) AS start,
               sum(n), sum(all_n), sum(total), min(low), max(high),
               (max(ARRAY[date_part('epoch', last_time), last]) FILTER (WHERE n > 0))[2],
               bit_or(flags), bool_or(backfilled)
          FROM (%s) s GROUP BY start ORDER BY start\
        """
                .formatted(
                        sources.stream()
                                .map(Source::sql)
                                .collect(Collectors.joining(" UNION ALL ")));
    }

    private static Bucket bucket(ResultSet row, VitalSign sign) throws SQLException {
        long trusted = row.getLong(2);
        return new Bucket(
                SqlTime.read(row, 1),
                trusted == 0,
                trusted == 0 ? 0 : row.getDouble(4) / trusted,
                sign.entry().roundToResolution(row.getDouble(5)),
                sign.entry().roundToResolution(row.getDouble(6)),
                trusted,
                row.getLong(3),
                row.getInt(8),
                sign.entry().roundToResolution(row.getDouble(7)),
                row.getBoolean(9));
    }

    private static void add(List<Source> sources, Part part, Spans spans, String sql, boolean raw) {
        for (Spans.Span span : spans.list()) {
            part.period()
                    .within(SqlTime.instant(span.from()), SqlTime.instant(span.to()))
                    .ifPresent(
                            period -> sources.add(new Source(sql, raw, part.deviceId(), period)));
        }
    }

    /** A stretch of one device from one table. */
    private record Source(String sql, boolean raw, int deviceId, DevicePeriod period) {

        int bind(PreparedStatement select, int first) throws SQLException {
            if (raw) {
                return PatientRows.bindOne(select, first, deviceId, period);
            }
            select.setInt(first, deviceId);
            select.setObject(first + 1, SqlTime.of(period.from()));
            select.setObject(first + 2, SqlTime.of(period.to()));
            return first + 3;
        }
    }

    /** In the shape of a roll-up. */
    private static String raw(VitalSign sign) {
        return """
        SELECT time, (flags = 0)::int AS n, 1 AS all_n,
               CASE WHEN flags = 0 THEN value ELSE 0 END AS total,
               CASE WHEN flags = 0 THEN value END AS low, CASE WHEN flags = 0 THEN value END AS high,
               CASE WHEN flags = 0 THEN time END AS last_time,
               CASE WHEN flags = 0 THEN value END AS last, flags, backfill AS backfilled
          FROM (%s) r\
        """
                .formatted(PatientRows.ofSign(sign));
    }

    /** The planner has seen to it that all samples of these buckets are the patient's. */
    private static String rolledUp(String table, VitalSign sign) {
        return """
        SELECT time, n, all_n, total, low, high, last_time, last, flags::int, backfilled
          FROM %s
         WHERE device_id = ? AND time >= ? AND time < ? AND sign = %d\
        """
                .formatted(table, sign.number());
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
