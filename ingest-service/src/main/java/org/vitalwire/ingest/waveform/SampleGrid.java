package org.vitalwire.ingest.waveform;

/**
 * The times at which samples of one rate stand: sample k at {@code k / rate} seconds since 1970,
 * cut into windows of whole seconds. A packet is moved to the nearest of these times, by half a
 * sample at most, so that its samples have the same numbers whatever packet brings them, in
 * whatever order.
 *
 * @param rateMillihertz samples in 1,000 s
 * @param windowSeconds how long a window is
 */
record SampleGrid(int rateMillihertz, int windowSeconds) {

    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long NANO_UNITS = 1_000_000_000L;

    SampleGrid {
        if (rateMillihertz < 1 || windowSeconds < 1) {
            throw new IllegalArgumentException("a grid has a rate and a window");
        }
    }

    /** The number of the sample nearest to that time, microseconds since 1970. */
    long indexAt(long micros) {
        long thousandths = Math.floorDiv(micros, MICROS_PER_SECOND) * rateMillihertz;
        long rest =
                Math.floorMod(thousandths, 1_000L) * MICROS_PER_SECOND
                        + Math.floorMod(micros, MICROS_PER_SECOND) * rateMillihertz;
        return Math.floorDiv(thousandths, 1_000L)
                + Math.floorDiv(rest + NANO_UNITS / 2, NANO_UNITS);
    }

    /** When a sample was taken, to the microsecond. */
    long micros(long index) {
        long rest = Math.floorMod(index, (long) rateMillihertz) * NANO_UNITS;
        return Math.floorDiv(index, (long) rateMillihertz) * NANO_UNITS
                + (rest + rateMillihertz / 2) / rateMillihertz;
    }

    /** In which window a sample lies. */
    long windowOf(long index) {
        return Math.floorDiv(index * 1_000L, (long) rateMillihertz * windowSeconds);
    }

    /** The first sample of a window. */
    long firstOf(long window) {
        return Math.ceilDiv(window * windowSeconds * rateMillihertz, 1_000L);
    }

    /** How many samples a window has: not the same for all where the rate is no whole number. */
    int lengthOf(long window) {
        return Math.toIntExact(firstOf(window + 1) - firstOf(window));
    }

    /** When a window begins, microseconds since 1970. */
    long windowMicros(long window) {
        return window * windowSeconds * MICROS_PER_SECOND;
    }

    /** The window that begins then. */
    long windowAt(long micros) {
        return Math.floorDiv(micros, windowSeconds * MICROS_PER_SECOND);
    }
}
