package org.vitalwire.ingest.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.vitalwire.ingest.store.SqlTime;
import org.vitalwire.ingest.store.StoreUnavailableException;

/**
 * Rolls up what is due, batch by batch. Each batch is one transaction that computes its buckets
 * anew from what they are made of and takes their marks away. Several processes may call it: a
 * batch is for one at a time.
 */
public final class RollUps {

    /** While we wait for a long transaction to end, writers wait behind us: better later again. */
    private static final String SHORT_LOCKS = "SET LOCAL lock_timeout = '500ms'";

    private static final String TURN =
            "SELECT pg_try_advisory_xact_lock(hashtext('vitalwire.ingest.rollup'), 2)";

    private static final String DUE =
            """
            SELECT count(*), min(bucket) FROM roll_up_due WHERE level = 1 AND bucket <= ?\
            """;

    private final DataSource dataSource;
    private final int batch;

    public RollUps(DataSource dataSource, int batch) {
        this.dataSource = dataSource;
        this.batch = batch;
    }

    /**
     * What waits to be rolled up.
     *
     * @param minutes of devices, marked, and some of them more than once
     */
    public record Due(long minutes, Optional<Instant> oldest) {}

    private enum Level {
        MINUTE(
                1,
                Duration.ofMinutes(1),
                RollUpSql.DUE_MINUTES,
                RollUpSql.FORGET_MINUTES,
                RollUpSql.ROLL_MINUTES),
        HOUR(
                60,
                Duration.ofHours(1),
                RollUpSql.DUE_HOURS,
                RollUpSql.FORGET_HOURS,
                RollUpSql.ROLL_HOURS);

        private final int number;
        private final Duration width;
        private final String due;
        private final String forget;
        private final String roll;

        Level(int number, Duration width, String due, String forget, String roll) {
            this.number = number;
            this.width = width;
            this.due = due;
            this.forget = forget;
            this.roll = roll;
        }
    }

    /** Minutes that are over at {@code end}. */
    public Due due(Instant end) {
        return inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(DUE)) {
                select.setObject(1, SqlTime.of(end.minus(Level.MINUTE.width)));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    long count = row.getLong(1);
                    return new Due(
                            count,
                            count == 0 ? Optional.empty() : Optional.of(SqlTime.read(row, 2)));
                }
            }
        });
    }

    /**
     * Begins a new epoch. All writers that left marks in an earlier one have ended then, so what
     * they wrote is seen by whoever takes their marks away.
     */
    public long newEpoch() {
        return inTransaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT roll_up_new_epoch()")) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /**
     * One batch of minutes that are over at {@code end} and were marked before the epoch.
     *
     * @return how many; fewer than a batch when nothing more is due, or it is another's turn
     */
    public int minutes(long epoch, Instant end) {
        return roll(Level.MINUTE, epoch, end);
    }

    /** As {@link #minutes}; an hour waits for all of its minutes. */
    public int hours(long epoch, Instant end) {
        return roll(Level.HOUR, epoch, end);
    }

    private int roll(Level level, long epoch, Instant end) {
        return inTransaction(connection -> {
            if (!itIsOurTurn(connection)) {
                return 0;
            }
            Keys keys = due(connection, level, epoch, end);
            if (keys.isEmpty()) {
                return 0;
            }
            update(connection, level.forget, keys);
            update(connection, level.roll, keys);
            if (level == Level.MINUTE) {
                try (PreparedStatement mark = connection.prepareStatement(RollUpSql.MARK_HOURS)) {
                    mark.setLong(1, epoch);
                    keys.bind(mark, 2);
                    mark.executeUpdate();
                }
            }
            try (PreparedStatement forget = connection.prepareStatement(RollUpSql.FORGET_DUE)) {
                keys.bind(forget, 1);
                forget.setInt(3, level.number);
                forget.setLong(4, epoch);
                forget.executeUpdate();
            }
            return keys.devices().size();
        });
    }

    private static boolean itIsOurTurn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TURN)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private Keys due(Connection connection, Level level, long epoch, Instant end)
            throws SQLException {
        List<Integer> devices = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(level.due)) {
            select.setObject(1, SqlTime.of(end.minus(level.width)));
            select.setLong(2, epoch);
            select.setInt(3, batch);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    starts.add(SqlTime.micros(SqlTime.read(row, 1)));
                    devices.add(row.getInt(2));
                }
            }
        }
        return new Keys(devices, starts);
    }

    /**
     * @param starts of the buckets, microseconds since 1970
     */
    private record Keys(List<Integer> devices, List<Long> starts) {

        boolean isEmpty() {
            return devices.isEmpty();
        }

        void bind(PreparedStatement statement, int first) throws SQLException {
            statement.setObject(first, devices.stream().mapToInt(Integer::intValue).toArray());
            statement.setObject(first + 1, starts.stream().mapToLong(Long::longValue).toArray());
        }
    }

    private static void update(Connection connection, String sql, Keys keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            keys.bind(statement, 1);
            statement.executeUpdate();
        }
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(SHORT_LOCKS);
                // Many partitions look dear to the planner; compiling would cost more than it
                // saves.
                statement.execute("SET LOCAL jit = off");
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException(e);
        }
    }

    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
