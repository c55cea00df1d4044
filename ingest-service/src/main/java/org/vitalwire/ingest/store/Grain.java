package org.vitalwire.ingest.store;

import java.time.Duration;
import java.time.Instant;

/** What a series is read from. */
public enum Grain {
    /** Every sample. */
    RAW(Duration.ofNanos(1_000)),
    /** {@code vital_1m}. */
    MINUTE(Duration.ofMinutes(1)),
    /** {@code vital_1h}. */
    HOUR(Duration.ofHours(1));

    private final Duration step;

    Grain(Duration step) {
        this.step = step;
    }

    public Duration step() {
        return step;
    }

    long micros() {
        return step.toNanos() / 1_000;
    }

    /** The coarsest from whose rows buckets of that width and origin can be summed up. */
    public static Grain of(Instant origin, Duration width) {
        for (Grain grain : new Grain[] {HOUR, MINUTE}) {
            if (width.toNanos() % grain.step.toNanos() == 0 && grain.floor(origin).equals(origin)) {
                return grain;
            }
        }
        return RAW;
    }

    /** The start of the step that the time lies in. */
    public Instant floor(Instant time) {
        return SqlTime.instant(Math.floorDiv(SqlTime.micros(time), micros()) * micros());
    }
}
