package org.vitalwire.ingest.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Readings as columns, ready for {@code unnest}. Readings of one device and time become one row
 * here already: of each sign the first value stays. NaN stands for "not measured", as no reading
 * holds one.
 */
final class SampleBatch {

    private final int[] devices;
    private final long[] times;
    private final long[] lags;
    private final boolean[] backfill;
    private final boolean[] synthetic;
    private final @Nullable Integer[] clockOffsets;
    private final short[] @Nullable [] flags;
    private final float[] @Nullable [] values = new float[WideColumns.COUNT] @Nullable [];
    private final int[] filled = new int[WideColumns.COUNT];
    private final Observations observations = new Observations();
    private final int[] slots;
    private int rows;
    private int presentMask;
    private boolean anyFlags;
    private boolean anyClockOffset;

    private SampleBatch(int capacity) {
        devices = new int[capacity];
        times = new long[capacity];
        lags = new long[capacity];
        backfill = new boolean[capacity];
        synthetic = new boolean[capacity];
        clockOffsets = new Integer[capacity];
        flags = new short[capacity] @Nullable [];
        slots = new int[Integer.highestOneBit(Math.max(capacity, 1)) * 4];
        Arrays.fill(slots, -1);
    }

    /**
     * @param deviceIds of the readings, at the same places
     */
    static SampleBatch of(List<Reading> readings, int[] deviceIds) {
        SampleBatch batch = new SampleBatch(readings.size());
        for (int i = 0; i < deviceIds.length; i++) {
            batch.add(readings.get(i), deviceIds[i]);
        }
        return batch;
    }

    private void add(Reading reading, int deviceId) {
        long time = SqlTime.micros(reading.measuredAt());
        int row = rowOf(deviceId, time);
        if (row == rows) {
            rows++;
            devices[row] = deviceId;
            times[row] = time;
            lags[row] = SqlTime.micros(reading.receivedAt()) / 1_000 - time / 1_000;
            backfill[row] = reading.lane() == Lane.BACKFILL;
            synthetic[row] = reading.synthetic();
            if (reading.clockQuality() == ClockQuality.OFFSET) {
                clockOffsets[row] = saturated(reading.clockOffset());
                anyClockOffset = true;
            }
        }
        List<VitalValue> all = reading.values();
        for (int i = 0; i < all.size(); i++) {
            put(row, all.get(i));
        }
    }

    private void put(int row, VitalValue value) {
        int index = WideColumns.indexOf(value.sign());
        if (index < 0) {
            observations.add(devices[row], times[row], value);
            return;
        }
        float[] column = values[index];
        if (column == null) {
            column = new float[devices.length];
            Arrays.fill(column, Float.NaN);
            values[index] = column;
            presentMask |= 1 << index;
        }
        if (!Float.isNaN(column[row])) {
            return;
        }
        column[row] = asReal(value.value());
        filled[index]++;
        if (value.flags() != 0) {
            flag(row, value.sign(), value.flags());
        }
    }

    private void flag(int row, VitalSign sign, int mask) {
        int place = sign.number() - 1; // SQL counts from 1
        short[] old = flags[row];
        short[] mine =
                old == null
                        ? new short[place + 1]
                        : Arrays.copyOf(old, Math.max(old.length, place + 1));
        mine[place] = (short) mask;
        flags[row] = mine;
        anyFlags = true;
    }

    /** The row of that key, or the next free one. Open addressing, no objects. */
    private int rowOf(int deviceId, long time) {
        int mask = slots.length - 1;
        long mixed = (time * 31 + deviceId) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 33) & mask;
        while (slots[slot] >= 0) {
            int row = slots[slot];
            if (devices[row] == deviceId && times[row] == time) {
                return row;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = rows;
        return rows;
    }

    /** Nothing plausible is that large; a flagged value beyond a real's range stays at its edge. */
    private static float asReal(double value) {
        float real = (float) value;
        return Float.isInfinite(real) ? Math.copySign(Float.MAX_VALUE, real) : real;
    }

    private static int saturated(Duration offset) {
        long millis = offset.toMillis();
        return (int) Math.clamp(millis, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    int rows() {
        return rows;
    }

    Shape shape() {
        return new Shape(presentMask, anyFlags, anyClockOffset);
    }

    Observations observations() {
        return observations;
    }

    int[] devices() {
        return exact(devices);
    }

    long[] times() {
        return exact(times);
    }

    long[] lags() {
        return rows == lags.length ? lags : Arrays.copyOf(lags, rows);
    }

    boolean[] backfill() {
        return rows == backfill.length ? backfill : Arrays.copyOf(backfill, rows);
    }

    boolean[] synthetic() {
        return rows == synthetic.length ? synthetic : Arrays.copyOf(synthetic, rows);
    }

    @Nullable Integer[] clockOffsets() {
        return rows == clockOffsets.length ? clockOffsets : Arrays.copyOf(clockOffsets, rows);
    }

    /** As literals of {@code smallint[]}, null where nothing is flagged. */
    @Nullable String[] flags() {
        @Nullable String[] literals = new @Nullable String[rows];
        for (int row = 0; row < rows; row++) {
            short[] mine = flags[row];
            if (mine != null) {
                literals[row] = Arrays.toString(mine).replace('[', '{').replace(']', '}');
            }
        }
        return literals;
    }

    /** A {@code float[]} where every row has the sign, else a {@code Float[]} with nulls. */
    Object column(int index) {
        float[] column = values[index];
        if (column == null) {
            throw new IllegalArgumentException("no row has column " + index);
        }
        if (filled[index] == rows) {
            return rows == column.length ? column : Arrays.copyOf(column, rows);
        }
        @Nullable Float[] sparse = new @Nullable Float[rows];
        for (int row = 0; row < rows; row++) {
            if (!Float.isNaN(column[row])) {
                sparse[row] = column[row];
            }
        }
        return sparse;
    }

    long firstTime() {
        return Arrays.stream(times, 0, rows).min().orElse(0);
    }

    long lastTime() {
        return Arrays.stream(times, 0, rows).max().orElse(0);
    }

    private int[] exact(int[] column) {
        return rows == column.length ? column : Arrays.copyOf(column, rows);
    }

    private long[] exact(long[] column) {
        return rows == column.length ? column : Arrays.copyOf(column, rows);
    }

    /**
     * Which columns a batch needs: a statement names no others.
     *
     * @param present bit = index in {@link WideColumns}
     */
    record Shape(int present, boolean flags, boolean clockOffset) {
        boolean has(int index) {
            return (present & (1 << index)) != 0;
        }
    }
}
