package org.vitalwire.analytics.state;

/**
 * A run of values to a hundredth, in few bytes: neighbours are alike, and most signs are charted in
 * whole numbers or tenths.
 */
public final class Hundredths {

    private Hundredths() {}

    /** The value in hundredths, as {@link StateWriter#value} keeps it. */
    public static long of(double value) {
        return Math.round(value * 100);
    }

    public static double toValue(long hundredths) {
        return hundredths / 100.0;
    }

    /** Writes the first so many; how many they are must be known to who reads them. */
    public static void write(StateWriter out, long[] values, int count) {
        if (count == 0) {
            return;
        }
        long scale = 100;
        for (int i = 0; i < count && scale > 1; i++) {
            while (values[i] % scale != 0) {
                scale /= 10;
            }
        }
        out.bits(scale == 100 ? 2 : scale == 10 ? 1 : 0);
        long before = 0;
        for (int i = 0; i < count; i++) {
            long scaled = values[i] / scale;
            out.signed(scaled - before);
            before = scaled;
        }
    }

    public static void read(StateReader in, long[] values, int count) {
        if (count == 0) {
            return;
        }
        int decimals = in.bits();
        long scale = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
        long before = 0;
        for (int i = 0; i < count; i++) {
            before += in.signed();
            values[i] = before * scale;
        }
    }
}
