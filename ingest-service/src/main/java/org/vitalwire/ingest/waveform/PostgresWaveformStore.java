package org.vitalwire.ingest.waveform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;
import org.vitalwire.ingest.store.DayPartitions;
import org.vitalwire.ingest.store.DeviceDirectory;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.SqlFailures;
import org.vitalwire.ingest.store.SqlTime;
import org.vitalwire.ingest.store.StoreUnavailableException;

/**
 * Rows in PostgreSQL 15-18, with or without TimescaleDB.
 *
 * <p>A batch reads the rows that it has samples for, adds what they lack and writes them back, all
 * in one transaction. So a row is whole, as far as its samples have come, after every batch;
 * offsets may be committed with every batch; and nothing waits in memory that a stop or a rebalance
 * could lose. The price is that a row is written a few times while its ten seconds last.
 */
final class PostgresWaveformStore implements WaveformStore {

    /** Another writer can begin the same row only while a partition changes hands. */
    private static final int ATTEMPTS = 5;

    /** Waves do not say whether the clock is off; the device's readings do. */
    private static final String READ =
            """
            SELECT w.time, w.rate_mhz, w.factor, w.origin, w.codec, w.synthetic, w.samples,
                   (SELECT s.clock_offset_ms FROM vital_sample s
                     WHERE s.device_id = w.device_id AND s.time < w.time + interval '10 seconds'
                       AND s.time >= w.time - interval '10 minutes'
                     ORDER BY s.time DESC LIMIT 1)
              FROM waveform w
             WHERE w.device_id = ? AND w.channel = ? AND w.time > ? AND w.time < ?
             ORDER BY w.time\
            """;

    private final DataSource dataSource;
    private final DeviceDirectory devices;
    private final DayPartitions partitions;

    PostgresWaveformStore(
            DataSource dataSource, DeviceDirectory devices, DayPartitions partitions) {
        this.dataSource = dataSource;
        this.devices = devices;
        this.partitions = partitions;
    }

    @Override
    public Window.Merged write(List<WaveformPacket> packets) {
        Map<RowKey, WaveformAssembly.Part> parts = WaveformAssembly.parts(packets);
        if (parts.isEmpty()) {
            return Window.Merged.NOTHING;
        }
        try {
            Map<DeviceId, Integer> ids =
                    devices.idsOf(
                            parts.keySet().stream()
                                    .map(RowKey::device)
                                    .collect(Collectors.toSet()));
            partitions.ensure(parts.keySet().stream().mapToLong(RowKey::micros).toArray());
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                try {
                    return attempt(ids, parts);
                } catch (RowBegunElsewhereException e) {
                    // The other writer has committed: its row is seen now, and added to.
                }
            }
            return attempt(ids, parts);
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        } catch (RowBegunElsewhereException e) {
            throw new StoreUnavailableException(e);
        }
    }

    private Window.Merged attempt(
            Map<DeviceId, Integer> ids, Map<RowKey, WaveformAssembly.Part> parts)
            throws SQLException, RowBegunElsewhereException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Window.Merged merged = new RowMerge(connection, ids, parts).run();
                connection.commit();
                return merged;
            } catch (SQLException | RuntimeException | RowBegunElsewhereException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public List<StoredWave> read(List<DevicePeriod> periods, VitalSign sign) {
        List<StoredWave> waves = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            for (DevicePeriod period : periods) {
                OptionalInt device = devices.find(connection, period.device());
                if (device.isPresent()) {
                    read(connection, device.getAsInt(), period, sign, waves);
                }
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException(e);
        }
        waves.sort(Comparator.comparing(StoredWave::startedAt));
        return waves;
    }

    private static void read(
            Connection connection,
            int device,
            DevicePeriod period,
            VitalSign sign,
            List<StoredWave> waves)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setInt(1, device);
            select.setInt(2, sign.number());
            // A row that began before the period may reach into it.
            select.setObject(
                    3, SqlTime.of(period.from().minusSeconds(WaveformAssembly.WINDOW_SECONDS)));
            select.setObject(4, SqlTime.of(period.to()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Optional<StoredWave> wave =
                            wave(row, period.device()).within(period.from(), period.to());
                    long offset = row.getLong(8);
                    boolean clockOff = !row.wasNull();
                    wave.ifPresent(w -> {
                        if (clockOff) {
                            waves.addAll(held(w, period, Duration.ofMillis(offset)));
                        } else {
                            waves.add(w);
                        }
                    });
                }
            }
        }
    }

    /** What lies in the patient's tenure by the corrected time too (docs/adr/0005). */
    private static List<StoredWave> held(
            StoredWave wave, DevicePeriod period, Duration clockOffset) {
        return period.tenure().stream()
                .flatMap(stretch ->
                        wave
                                .within(
                                        stretch.from().minus(clockOffset),
                                        stretch.to().minus(clockOffset))
                                .stream())
                .toList();
    }

    private static StoredWave wave(ResultSet row, DeviceId device) throws SQLException {
        SampleGrid grid = new SampleGrid(row.getInt(2), WaveformAssembly.WINDOW_SECONDS);
        long window = grid.windowAt(SqlTime.micros(SqlTime.read(row, 1)));
        return new StoredWave(
                device,
                grid,
                new Scale(row.getDouble(3), row.getDouble(4)),
                row.getBoolean(6),
                grid.firstOf(window),
                samples(row.getShort(5), row.getBytes(7)));
    }

    static Samples samples(short codec, byte[] packed) {
        if (codec != WaveformCompression.CODEC) {
            throw new IllegalStateException("a waveform row of an unknown codec");
        }
        return WaveformCompression.unpack(packed);
    }
}
