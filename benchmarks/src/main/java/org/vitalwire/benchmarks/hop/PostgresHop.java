package org.vitalwire.benchmarks.hop;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.embedded.EmbeddedPostgreSql;

/**
 * Inserts wide rows of six values as ingest-service does: arrays, {@code unnest}, {@code ON
 * CONFLICT DO NOTHING}, a thousand rows a transaction, fsync on, one connection.
 */
public final class PostgresHop {

    private static final int ROWS = 1_000;

    private static final String TABLE =
            """
            CREATE TABLE vital_sample (
                time timestamptz NOT NULL, lag_ms bigint NOT NULL, device_id int NOT NULL,
                backfill boolean NOT NULL, synthetic boolean NOT NULL, clock_offset_ms int,
                flags smallint[], heart_rate real, pulse_rate real, respiratory_rate real,
                spo2 real, perfusion_index real, systolic_pressure real, diastolic_pressure real,
                mean_pressure real, temperature real, etco2 real, fio2 real, oxygen_flow real,
                consciousness real, PRIMARY KEY (device_id, time))
            """;

    private static final String INSERT =
            """
            INSERT INTO vital_sample (time, device_id, lag_ms, backfill, synthetic, heart_rate,
                respiratory_rate, spo2, systolic_pressure, diastolic_pressure, temperature)
            SELECT timestamptz 'epoch' + x.t * interval '1 microsecond', x.device_id, x.lag_ms,
                   false, true, x.hr, x.rr, x.spo2, x.sys, x.dia, x.temp
              FROM unnest(?::int[], ?::bigint[], ?::bigint[], ?::real[], ?::real[], ?::real[],
                          ?::real[], ?::real[], ?::real[])
                   AS x(device_id, t, lag_ms, hr, rr, spo2, sys, dia, temp)
            ON CONFLICT DO NOTHING
            """;

    private PostgresHop() {}

    public static HopResult measure(Path folder, Duration warmUp, Duration duration)
            throws IOException, SQLException {
        try (EmbeddedPostgreSql server =
                new EmbeddedPostgreSql(EmbeddedPostgreSql.Settings.in(folder))) {
            server.start();
            ServerProcesses processes =
                    new ServerProcesses(
                            ProcessHandle.current().pid(),
                            ServerProcesses.postmaster(server.dataDirectory()));
            try (Connection connection =
                            server.createServiceDatabase("bench", "bench", "bench")
                                    .dataSource()
                                    .getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(TABLE);
                connection.setAutoCommit(false);
                insert(connection, warmUp, 0);
                ServerProcesses.Cpu before = processes.cpu();
                long begun = MicroClock.now();
                long rows = insert(connection, duration, 1L << 40);
                double seconds = (MicroClock.now() - begun) / 1e6;
                return new HopResult(
                        "PostgreSQL unnest insert, 1,000 rows a commit",
                        rows / seconds,
                        (double) processes.cpu().since(before).sum() / rows);
            }
        }
    }

    private static long insert(Connection connection, Duration duration, long firstMicros)
            throws SQLException {
        Integer[] devices = new Integer[ROWS];
        Long[] times = new Long[ROWS];
        Long[] lags = new Long[ROWS];
        Arrays.fill(lags, 3L);
        Float[] values = new Float[ROWS];
        Arrays.fill(values, 72f);
        long end = MicroClock.now() + duration.toNanos() / 1_000;
        long rows = 0;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            while (MicroClock.now() < end) {
                for (int i = 0; i < ROWS; i++) {
                    devices[i] = i % 200;
                    times[i] = firstMicros + (rows + i) / 200 * 20_000;
                }
                Array real = connection.createArrayOf("float4", values);
                insert.setArray(1, connection.createArrayOf("int4", devices));
                insert.setArray(2, connection.createArrayOf("int8", times));
                insert.setArray(3, connection.createArrayOf("int8", lags));
                for (int column = 4; column <= 9; column++) {
                    insert.setArray(column, real);
                }
                int stored = insert.executeUpdate();
                if (stored != ROWS) {
                    throw new IllegalStateException(stored + " rows of " + ROWS);
                }
                connection.commit();
                rows += ROWS;
            }
        }
        return rows;
    }
}
