package org.vitalwire.ingest.store;

import java.util.Arrays;
import org.vitalwire.contracts.reading.VitalValue;

/** Values without a column of their own, as columns of {@code observation}. They are few. */
final class Observations {

    private int[] devices = new int[16];
    private long[] times = new long[16];
    private short[] metrics = new short[16];
    private double[] values = new double[16];
    private short[] flags = new short[16];
    private int size;

    void add(int deviceId, long time, VitalValue value) {
        if (size == devices.length) {
            int capacity = size * 2;
            devices = Arrays.copyOf(devices, capacity);
            times = Arrays.copyOf(times, capacity);
            metrics = Arrays.copyOf(metrics, capacity);
            values = Arrays.copyOf(values, capacity);
            flags = Arrays.copyOf(flags, capacity);
        }
        devices[size] = deviceId;
        times[size] = time;
        metrics[size] = (short) value.sign().number();
        values[size] = value.value();
        flags[size] = (short) value.flags();
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int[] devices() {
        return Arrays.copyOf(devices, size);
    }

    long[] times() {
        return Arrays.copyOf(times, size);
    }

    short[] metrics() {
        return Arrays.copyOf(metrics, size);
    }

    double[] values() {
        return Arrays.copyOf(values, size);
    }

    short[] flags() {
        return Arrays.copyOf(flags, size);
    }
}
