package org.vitalwire.benchmarks.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.embedded.ServiceDatabase;

/**
 * What the database can do by itself: arrays that were built before, one {@code unnest} insert and
 * one commit for each batch, one connection, into the very table that the service writes to.
 */
final class RawInsert {

    /** Far from the numbers that the service gives to devices. */
    static final int FIRST_DEVICE = 1_000_000;

    private static final String INSERT =
            """
            INSERT INTO vital_sample (time, device_id, lag_ms, backfill, synthetic, heart_rate,
                respiratory_rate, spo2, systolic_pressure, diastolic_pressure, temperature)
            SELECT timestamptz 'epoch' + x.t * interval '1 microsecond', x.device_id, x.lag_ms,
                   x.backfill, x.synthetic, x.hr, x.rr, x.spo2, x.sys, x.dia, x.temp
              FROM unnest(?::int[], ?::bigint[], ?::bigint[], ?::bool[], ?::bool[], ?::real[],
                          ?::real[], ?::real[], ?::real[], ?::real[], ?::real[])
                   AS x(device_id, t, lag_ms, backfill, synthetic, hr, rr, spo2, sys, dia, temp)
            ON CONFLICT DO NOTHING\
            """;

    private RawInsert() {}

    private static final class Batch {

        private final int[] devices;
        private final long[] times;

        Batch(int[] devices, long[] times) {
            this.devices = devices;
            this.times = times;
        }
    }

    /** The same readings as the service gets, under other device numbers. */
    static Throughput run(
            ServiceDatabase database, long postmaster, Sequence readings, long count, int batchSize)
            throws SQLException, IOException {
        List<Batch> batches = new ArrayList<>();
        for (long done = 0; done < count; ) {
            int size = (int) Math.min(batchSize, count - done);
            int[] devices = new int[size];
            long[] times = new long[size];
            for (int i = 0; i < size; i++) {
                devices[i] = FIRST_DEVICE + readings.device();
                times[i] = readings.micros();
                readings.advance();
            }
            batches.add(new Batch(devices, times));
            done += size;
        }
        long[] lags = new long[batchSize];
        Arrays.fill(lags, 3);
        boolean[] no = new boolean[batchSize];
        boolean[] yes = new boolean[batchSize];
        Arrays.fill(yes, true);
        float[] values = new float[batchSize];
        for (int i = 0; i < batchSize; i++) {
            values[i] = 60 + i % 17;
        }
        ServerProcesses processes = new ServerProcesses(ProcessHandle.current().pid(), postmaster);
        ServerProcesses.Cpu before = processes.cpu();
        long begun = MicroClock.now();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            for (Batch batch : batches) {
                int size = batch.devices.length;
                insert.setObject(1, batch.devices);
                insert.setObject(2, batch.times);
                insert.setObject(3, Arrays.copyOf(lags, size));
                insert.setObject(4, Arrays.copyOf(no, size));
                insert.setObject(5, Arrays.copyOf(yes, size));
                for (int column = 6; column <= 11; column++) {
                    insert.setObject(
                            column, size == batchSize ? values : Arrays.copyOf(values, size));
                }
                int stored = insert.executeUpdate();
                if (stored != size) {
                    throw new IllegalStateException(stored + " rows of " + size);
                }
                connection.commit();
            }
        }
        return new Throughput(
                "raw unnest insert",
                count,
                (MicroClock.now() - begun) / 1e6,
                processes.cpu().since(before));
    }
}
