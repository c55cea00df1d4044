package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leaves a mark for each minute of a device that a transaction adds to, so that the minute is
 * rolled up again (docs/adr/0006). A mark of one epoch stays until the epoch is over, so a minute
 * that was marked and committed in this epoch needs none: remembered here, the price is a few rows
 * a minute and not one a reading.
 */
final class RollUpMarks {

    private static final long MICROS_PER_MINUTE = 60_000_000L;

    /** Minutes that are remembered, a few dozen bytes each. */
    private static final int MOST_REMEMBERED = 100_000;

    private static final String INSERT =
            """
            INSERT INTO roll_up_due (level, device_id, bucket, epoch)
            SELECT 1, x.device_id, timestamptz 'epoch' + x.minute * interval '1 minute', ?
              FROM unnest(?::int[], ?::bigint[]) AS x(device_id, minute)
            ON CONFLICT DO NOTHING\
            """;

    private volatile Remembered remembered = new Remembered(Long.MIN_VALUE);

    private static final class Remembered {
        private final long epoch;
        private final Set<Minute> minutes = ConcurrentHashMap.newKeySet();

        Remembered(long epoch) {
            this.epoch = epoch;
        }
    }

    private record Minute(int device, long minute) implements Comparable<Minute> {
        @Override
        public int compareTo(Minute other) {
            return device == other.device
                    ? Long.compare(minute, other.minute)
                    : Integer.compare(device, other.device);
        }
    }

    /**
     * Reads the epoch and holds it until the transaction ends. Must come before anything is
     * written.
     */
    OfTransaction begin(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT roll_up_epoch()");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new OfTransaction(row.getLong(1));
        }
    }

    /** The marks of one transaction. */
    final class OfTransaction {

        private final long epoch;
        private final Set<Minute> left = new TreeSet<>();

        private OfTransaction(long epoch) {
            this.epoch = epoch;
        }

        /**
         * In the order of their keys, so that two writers never wait for each other in a circle.
         */
        void leave(Connection connection, SampleBatch batch) throws SQLException {
            Remembered present = remembered;
            int[] devices = batch.devices();
            long[] times = batch.times();
            for (int i = 0; i < devices.length; i++) {
                Minute minute = new Minute(devices[i], Math.floorDiv(times[i], MICROS_PER_MINUTE));
                if (present.epoch != epoch || !present.minutes.contains(minute)) {
                    left.add(minute);
                }
            }
            if (left.isEmpty()) {
                return;
            }
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setLong(1, epoch);
                insert.setObject(2, left.stream().mapToInt(Minute::device).toArray());
                insert.setObject(3, left.stream().mapToLong(Minute::minute).toArray());
                insert.executeUpdate();
            }
        }

        /** Call only once the transaction is committed. */
        void committed() {
            synchronized (RollUpMarks.this) {
                if (remembered.epoch < epoch || remembered.minutes.size() > MOST_REMEMBERED) {
                    remembered = new Remembered(epoch);
                }
                // A writer that is behind must not add to what a later epoch remembers.
                if (remembered.epoch == epoch) {
                    remembered.minutes.addAll(left);
                }
            }
        }
    }
}
