package org.vitalwire.benchmarks.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Microseconds since 1970 that never step: the wall clock at the start, counted on by the CPU's.
 */
public final class MicroClock {

    private static final MicroClock CLOCK = new MicroClock();

    private final long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    private final long startNanos = System.nanoTime();

    private MicroClock() {}

    public static long now() {
        return CLOCK.startMicros + (System.nanoTime() - CLOCK.startNanos) / 1_000;
    }
}
