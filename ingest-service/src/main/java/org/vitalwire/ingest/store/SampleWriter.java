package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.ingest.store.SampleStore.Written;

/**
 * Writes batches: one {@code INSERT ... SELECT FROM unnest ... ON CONFLICT DO NOTHING} for the wide
 * rows, and only when that met rows which were there already, one {@code UPDATE} that fills in what
 * they lack.
 */
final class SampleWriter {

    /** Far more than a fleet has; beyond it statements are made anew. */
    private static final int MOST_SHAPES = 1_000;

    private final DataSource dataSource;
    private final DeviceDirectory devices;
    private final DayPartitions partitions;
    private final SignHours signHours = new SignHours();
    private final RollUpMarks rollUpMarks = new RollUpMarks();
    private final ConcurrentHashMap<SampleBatch.Shape, SampleSql> statements =
            new ConcurrentHashMap<>();

    SampleWriter(DataSource dataSource, DeviceDirectory devices, DayPartitions partitions) {
        this.dataSource = dataSource;
        this.devices = devices;
        this.partitions = partitions;
    }

    Written write(List<Reading> readings) throws SQLException {
        if (readings.isEmpty()) {
            return Written.NOTHING;
        }
        int[] deviceIds = devices.idsOf(readings);
        SampleBatch batch = SampleBatch.of(readings, deviceIds);
        partitions.ensure(batch.times());
        List<SignHours.Gain> gains = signHours.gains(readings, deviceIds);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                RollUpMarks.OfTransaction marks = rollUpMarks.begin(connection);
                Written written = write(connection, batch, gains, marks, readings.size());
                connection.commit();
                signHours.committed(gains);
                marks.committed();
                return written;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private Written write(
            Connection connection,
            SampleBatch batch,
            List<SignHours.Gain> gains,
            RollUpMarks.OfTransaction marks,
            int readings)
            throws SQLException {
        if (!gains.isEmpty()) {
            writeSignHours(connection, gains);
        }
        SampleBatch.Shape shape = batch.shape();
        SampleSql sql = sql(shape);
        int inserted;
        int merged = 0;
        try (PreparedStatement insert = connection.prepareStatement(sql.insert())) {
            bind(insert, batch);
            inserted = insert.executeUpdate();
        }
        if (inserted < batch.rows() && !sql.merge().isEmpty()) {
            try (PreparedStatement merge = connection.prepareStatement(sql.merge())) {
                int next = bind(merge, batch);
                merge.setLong(next, batch.firstTime());
                merge.setLong(next + 1, batch.lastTime());
                merged = merge.executeUpdate();
            }
        }
        int observed = 0;
        if (!batch.observations().isEmpty()) {
            observed = writeObservations(connection, batch.observations());
        }
        if (inserted + merged + observed > 0) {
            marks.leave(connection, batch);
        }
        return new Written(inserted, merged, readings - inserted - merged);
    }

    private SampleSql sql(SampleBatch.Shape shape) {
        if (statements.size() > MOST_SHAPES) {
            statements.clear();
        }
        return statements.computeIfAbsent(shape, SampleSql::of);
    }

    private static int writeObservations(Connection connection, Observations observations)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SampleSql.OBSERVATIONS)) {
            insert.setObject(1, observations.devices());
            insert.setObject(2, observations.times());
            insert.setObject(3, observations.metrics());
            insert.setObject(4, observations.values());
            insert.setObject(5, observations.flags());
            return insert.executeUpdate();
        }
    }

    private static void writeSignHours(Connection connection, List<SignHours.Gain> gains)
            throws SQLException {
        List<SignHours.Gain> wide =
                gains.stream().filter(gain -> (gain.signs() & WideColumns.BITS) != 0).toList();
        try (PreparedStatement upsert = connection.prepareStatement(SampleSql.SIGN_HOURS)) {
            upsert.setObject(1, wide.stream().mapToInt(SignHours.Gain::device).toArray());
            upsert.setObject(2, wide.stream().mapToLong(SignHours.Gain::hour).toArray());
            upsert.setObject(
                    3, wide.stream().mapToLong(gain -> gain.signs() & WideColumns.BITS).toArray());
            upsert.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement(SampleSql.DEVICE_SIGNS)) {
            update.setObject(1, gains.stream().mapToInt(SignHours.Gain::device).toArray());
            update.setObject(2, gains.stream().mapToLong(SignHours.Gain::signs).toArray());
            update.executeUpdate();
        }
    }

    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    /** Binds the batch's columns; returns the index of the parameter after them. */
    private static int bind(PreparedStatement statement, SampleBatch batch) throws SQLException {
        SampleBatch.Shape shape = batch.shape();
        int next = 1;
        statement.setObject(next++, batch.devices());
        statement.setObject(next++, batch.times());
        statement.setObject(next++, batch.lags());
        statement.setObject(next++, batch.backfill());
        statement.setObject(next++, batch.synthetic());
        if (shape.clockOffset()) {
            statement.setObject(next++, batch.clockOffsets());
        }
        if (shape.flags()) {
            statement.setObject(next++, batch.flags());
        }
        for (int i = 0; i < WideColumns.COUNT; i++) {
            if (shape.has(i)) {
                statement.setObject(next++, batch.column(i));
            }
        }
        return next;
    }
}
