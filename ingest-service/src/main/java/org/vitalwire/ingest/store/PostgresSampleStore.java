package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;

/** The store on PostgreSQL 15-18, with or without TimescaleDB: the schema hides the difference. */
final class PostgresSampleStore implements SampleStore {

    private static final String COUNT =
            """
            SELECT (SELECT count(*) FROM vital_sample
                     WHERE device_id = ? AND time >= ? AND time < ?),
                   (SELECT coalesce(sum(num_nonnulls(%s)), 0) FROM vital_sample
                     WHERE device_id = ? AND time >= ? AND time < ?)
                 + (SELECT count(*) FROM observation
                     WHERE device_id = ? AND time >= ? AND time < ?)\
            """
                    .formatted(
                            WideColumns.SIGNS.stream()
                                    .map(WideColumns::column)
                                    .collect(Collectors.joining(", ")));

    private final DataSource dataSource;
    private final DeviceDirectory devices;
    private final SampleWriter writer;
    private final LatestValues latest;
    private final LatestOfEach latestOfEach;
    private final Series series;
    private final RecordedValues recorded;
    private final SampledMinutes minutes;

    PostgresSampleStore(DataSource dataSource, DeviceDirectory devices, DayPartitions partitions) {
        this.dataSource = dataSource;
        this.devices = devices;
        this.writer = new SampleWriter(dataSource, devices, partitions);
        this.latest = new LatestValues(devices);
        this.latestOfEach = new LatestOfEach(devices, latest);
        this.series = new Series(devices);
        this.recorded = new RecordedValues(devices);
        this.minutes = new SampledMinutes(devices);
    }

    /** With a directory and partitions of its own. */
    static PostgresSampleStore of(
            DataSource dataSource, InstantSource clock, StoreSettings settings) {
        return new PostgresSampleStore(
                dataSource,
                new DeviceDirectory(dataSource),
                new DayPartitions(
                        dataSource,
                        clock,
                        settings.partitionHorizon(),
                        settings.partitionsAhead()));
    }

    @Override
    public Written write(List<Reading> readings) {
        try {
            return writer.write(readings);
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    @Override
    public Map<VitalSign, StoredValue> latest(List<DevicePeriod> periods) {
        return read(connection -> latest.read(connection, periods));
    }

    @Override
    public <K> Map<K, Map<VitalSign, StoredValue>> latestOfEach(
            Map<K, List<DevicePeriod>> periods) {
        return inOneMoment(connection -> latestOfEach.read(connection, periods));
    }

    @Override
    public List<Bucket> buckets(
            List<DevicePeriod> periods, VitalSign sign, Instant origin, Duration width) {
        return inOneMoment(connection -> series.buckets(connection, periods, sign, origin, width));
    }

    @Override
    public List<RawValue> values(List<DevicePeriod> periods, VitalSign sign) {
        return read(connection -> series.values(connection, periods, sign));
    }

    @Override
    public void forEach(
            List<DevicePeriod> periods, Set<VitalSign> signs, Consumer<RecordedValue> consumer) {
        inOneMoment(connection -> {
            recorded.forEach(connection, periods, signs, consumer);
            return true;
        });
    }

    @Override
    public List<SampledMinute> minutes(List<DevicePeriod> periods, VitalSign sign) {
        return read(connection -> minutes.read(connection, periods, sign));
    }

    @Override
    public SortedSet<Instant> hours(List<DevicePeriod> periods, List<VitalSign> signs) {
        return read(connection -> minutes.hours(connection, periods, signs));
    }

    @Override
    public long countMinutes(List<DevicePeriod> periods, List<VitalSign> signs) {
        return inOneMoment(connection -> new MinuteCount(connection, devices).of(periods, signs));
    }

    @Override
    public RowCount count(DeviceId device, Instant from, Instant to) {
        return read(connection -> {
            OptionalInt id = devices.find(connection, device);
            return id.isPresent() ? count(connection, id.getAsInt(), from, to) : new RowCount(0, 0);
        });
    }

    private static RowCount count(Connection connection, int deviceId, Instant from, Instant to)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            for (int parameter = 1; parameter <= 9; parameter += 3) {
                select.setInt(parameter, deviceId);
                select.setObject(parameter + 1, SqlTime.of(from));
                select.setObject(parameter + 2, SqlTime.of(to));
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new RowCount(row.getLong(1), row.getLong(2));
            }
        }
    }

    private <T> T read(Query<T> query) {
        try (Connection connection = dataSource.getConnection()) {
            return query.on(connection);
        } catch (SQLException e) {
            throw new StoreUnavailableException(e);
        }
    }

    /** All statements of the query see the database as it was at the first of them. */
    private <T> T inOneMoment(Query<T> query) {
        return read(connection -> {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return query.on(connection);
            } finally {
                connection.rollback();
            }
        });
    }

    private interface Query<T> {
        T on(Connection connection) throws SQLException;
    }
}
