package org.vitalwire.ingest.waveform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.ingest.waveform.WaveformAssembly.Part;

/** Adds the samples of one batch to their rows, within the caller's transaction. */
final class RowMerge {

    private static final String KEYS =
            """
            unnest(?::int[], ?::smallint[], ?::bigint[], ?::int[], ?::float8[], ?::float8[])
                WITH ORDINALITY AS k(device_id, channel, t, rate_mhz, factor, origin, i)\
            """;

    private static final String TIME = "timestamptz 'epoch' + k.t * interval '1 microsecond'";

    private static final String SAME_ROW =
            """
            w.device_id = k.device_id AND w.channel = k.channel AND w.time = %s
               AND w.rate_mhz = k.rate_mhz AND w.factor = k.factor AND w.origin = k.origin\
            """
                    .formatted(TIME);

    /** Held until the end of the transaction, so that nobody adds to the same rows meanwhile. */
    private static final String SELECT =
            """
            SELECT k.i, w.codec, w.samples FROM %s JOIN waveform w ON %s
               FOR UPDATE OF w\
            """
                    .formatted(KEYS, SAME_ROW);

    /** Row i of the values belongs to row i of the keys. */
    private static final String KEYS_AND_VALUES =
            """
            unnest(?::int[], ?::smallint[], ?::bigint[], ?::int[], ?::float8[], ?::float8[],
                   ?::int[], ?::boolean[], ?::bytea[])
                AS k(device_id, channel, t, rate_mhz, factor, origin, n, synthetic, samples)\
            """;

    private static final String INSERT =
            """
            INSERT INTO waveform (time, device_id, channel, rate_mhz, factor, origin, n, codec,
                                  synthetic, samples)
            SELECT %s, k.device_id, k.channel, k.rate_mhz, k.factor, k.origin, k.n, %d,
                   k.synthetic, k.samples
              FROM %s
            ON CONFLICT DO NOTHING\
            """
                    .formatted(TIME, WaveformCompression.CODEC, KEYS_AND_VALUES);

    private static final String UPDATE =
            """
            UPDATE waveform w SET n = k.n, codec = %d, samples = k.samples,
                                  synthetic = w.synthetic OR k.synthetic
              FROM %s WHERE %s\
            """
                    .formatted(WaveformCompression.CODEC, KEYS_AND_VALUES, SAME_ROW);

    private final Connection connection;
    private final Map<DeviceId, Integer> ids;
    private final Map<RowKey, Part> parts;

    RowMerge(Connection connection, Map<DeviceId, Integer> ids, Map<RowKey, Part> parts) {
        this.connection = connection;
        this.ids = ids;
        this.parts = parts;
    }

    Window.Merged run() throws SQLException, RowBegunElsewhereException {
        List<RowKey> keys = List.copyOf(parts.keySet());
        Map<RowKey, Window> present = lockAndRead(keys);
        List<RowKey> begun = new ArrayList<>();
        List<RowKey> grown = new ArrayList<>();
        Map<RowKey, Samples> samples = new HashMap<>();
        Window.Merged merged = Window.Merged.NOTHING;
        for (RowKey key : keys) {
            @Nullable Window row = present.get(key);
            Window window = row == null ? key.emptyWindow() : row;
            Window.Merged ofRow = Window.Merged.NOTHING;
            for (WaveformAssembly.Piece piece : part(key).pieces()) {
                ofRow = ofRow.plus(piece.into(window));
            }
            merged = merged.plus(ofRow);
            if (ofRow.added() > 0) {
                (row == null ? begun : grown).add(key);
                samples.put(key, window.samples());
            }
        }
        if (!grown.isEmpty()) {
            write(UPDATE, grown, samples);
        }
        if (!begun.isEmpty() && write(INSERT, begun, samples) < begun.size()) {
            throw new RowBegunElsewhereException();
        }
        return merged;
    }

    private Part part(RowKey key) {
        return Objects.requireNonNull(parts.get(key));
    }

    private Map<RowKey, Window> lockAndRead(List<RowKey> keys) throws SQLException {
        Map<RowKey, Window> present = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            bindKeys(select, keys);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    RowKey key = keys.get(row.getInt(1) - 1);
                    Samples stored =
                            PostgresWaveformStore.samples(row.getShort(2), row.getBytes(3));
                    Window window = new Window(stored.length());
                    window.merge(stored, 0, stored.length(), 0);
                    present.put(key, window);
                }
            }
        }
        return present;
    }

    private int write(String sql, List<RowKey> keys, Map<RowKey, Samples> samples)
            throws SQLException {
        int[] counts = new int[keys.size()];
        boolean[] synthetic = new boolean[keys.size()];
        byte[][] packed = new byte[keys.size()][];
        for (int i = 0; i < counts.length; i++) {
            Samples ofRow = Objects.requireNonNull(samples.get(keys.get(i)));
            counts[i] = ofRow.count();
            synthetic[i] = part(keys.get(i)).synthetic();
            packed[i] = WaveformCompression.pack(ofRow);
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = bindKeys(statement, keys);
            statement.setObject(next, counts);
            statement.setObject(next + 1, synthetic);
            statement.setArray(next + 2, connection.createArrayOf("bytea", packed));
            return statement.executeUpdate();
        }
    }

    /** Returns the index of the parameter after them. */
    private int bindKeys(PreparedStatement statement, List<RowKey> keys) throws SQLException {
        int size = keys.size();
        int[] deviceIds = new int[size];
        short[] channels = new short[size];
        long[] times = new long[size];
        int[] rates = new int[size];
        double[] factors = new double[size];
        double[] origins = new double[size];
        for (int i = 0; i < size; i++) {
            RowKey key = keys.get(i);
            deviceIds[i] = Objects.requireNonNull(ids.get(key.device()));
            channels[i] = (short) key.sign().number();
            times[i] = key.micros();
            rates[i] = key.rateMillihertz();
            factors[i] = key.scale().factor();
            origins[i] = key.scale().origin();
        }
        statement.setObject(1, deviceIds);
        statement.setObject(2, channels);
        statement.setObject(3, times);
        statement.setObject(4, rates);
        statement.setObject(5, factors);
        statement.setObject(6, origins);
        return 7;
    }
}
