package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.Spans.Span;

/** In how many minutes of a device something trusted was measured, from roll-ups where it can. */
final class MinuteCount {

    private final Connection connection;
    private final DeviceDirectory devices;

    MinuteCount(Connection connection, DeviceDirectory devices) {
        this.connection = connection;
        this.devices = devices;
    }

    /** Of each device the minutes that have any of the signs. */
    long of(List<DevicePeriod> periods, List<VitalSign> signs) throws SQLException {
        long count = 0;
        for (DevicePeriod period : periods) {
            OptionalInt device = devices.find(connection, period.device());
            if (device.isPresent()) {
                count += of(device.getAsInt(), period, signs);
            }
        }
        return count;
    }

    private record Source(String sql, DevicePeriod period, boolean raw) {}

    private long of(int device, DevicePeriod period, List<VitalSign> signs) throws SQLException {
        List<Source> sources = new ArrayList<>();
        for (VitalSign sign : signs) {
            RollUpPlan plan =
                    new RollUpPlanner(connection, sign).plan(device, period, Grain.MINUTE);
            String raw =
                    "SELECT floor(date_part('epoch', time) / 60) AS m FROM (%s) r WHERE flags = 0"
                            .formatted(PatientRows.ofSign(sign));
            String rolledUp =
                    """
                    SELECT floor(date_part('epoch', time) / 60) AS m FROM vital_1m
                     WHERE device_id = ? AND time >= ? AND time < ? AND sign = %d AND n > 0\
                    """
                            .formatted(sign.number());
            add(sources, period, plan.raw(), raw, true);
            add(sources, period, plan.minutes(), rolledUp, false);
        }
        if (sources.isEmpty()) {
            return 0;
        }
        String sql =
                "SELECT count(DISTINCT m) FROM (%s) s"
                        .formatted(
                                String.join(
                                        " UNION ALL ", sources.stream().map(Source::sql).toList()));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int next = 1;
            for (Source source : sources) {
                next = bind(select, next, device, source);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static int bind(PreparedStatement select, int first, int device, Source source)
            throws SQLException {
        if (source.raw()) {
            return PatientRows.bindOne(select, first, device, source.period());
        }
        select.setInt(first, device);
        select.setObject(first + 1, SqlTime.of(source.period().from()));
        select.setObject(first + 2, SqlTime.of(source.period().to()));
        return first + 3;
    }

    private static void add(
            List<Source> sources, DevicePeriod period, Spans spans, String sql, boolean raw) {
        for (Span span : spans.list()) {
            Instant from = SqlTime.instant(span.from());
            period.within(from, SqlTime.instant(span.to()))
                    .ifPresent(part -> sources.add(new Source(sql, part, raw)));
        }
    }
}
