package org.vitalwire.contracts.waveform;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Raw samples of one channel at equal distances, with gaps where none was taken. Immutable.
 *
 * <p>Raw values have 24 bits, so that differences of them fit an int.
 */
public final class Samples {

    public static final int LEAST = -(1 << 23);
    public static final int MOST = (1 << 23) - 1;

    private final int[] raw;
    private final BitSet taken;

    private Samples(int[] raw, BitSet taken) {
        this.raw = raw;
        this.taken = taken;
    }

    /**
     * @param raw one for each sample time; what stands at a gap means nothing
     * @param taken the indexes at which a sample was taken
     * @throws IllegalArgumentException for a sample of more than 24 bits, or one behind the end
     */
    public static Samples of(int[] raw, BitSet taken) {
        int[] values = raw.clone();
        if (taken.length() > values.length) {
            throw new IllegalArgumentException("a sample was taken behind the last");
        }
        for (int i = 0; i < values.length; i++) {
            if (!taken.get(i)) {
                values[i] = 0;
            } else if (values[i] < LEAST || values[i] > MOST) {
                throw new IllegalArgumentException("a sample has 24 bits");
            }
        }
        return new Samples(values, (BitSet) taken.clone());
    }

    /** Without gaps. */
    public static Samples of(int... raw) {
        BitSet all = new BitSet(raw.length);
        all.set(0, raw.length);
        return of(raw, all);
    }

    /** Sample times, gaps included. */
    public int length() {
        return raw.length;
    }

    /** Samples that were taken. */
    public int count() {
        return taken.cardinality();
    }

    public boolean has(int index) {
        return taken.get(index);
    }

    /** The raw value, 0 at a gap. */
    public int raw(int index) {
        return raw[index];
    }

    /** The next index at or behind {@code from} that has a sample, or -1. */
    public int nextTaken(int from) {
        return taken.nextSetBit(from);
    }

    /** The next index at or behind {@code from} that has none, at most {@link #length}. */
    public int nextGap(int from) {
        return Math.min(taken.nextClearBit(from), raw.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples samples
                && Arrays.equals(raw, samples.raw)
                && taken.equals(samples.taken);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(raw) + taken.hashCode();
    }

    /** Prints no values: they are a patient's. */
    @Override
    public String toString() {
        return "Samples[" + count() + " of " + raw.length + "]";
    }
}
