package org.vitalwire.analytics.condition;

import java.time.Duration;
import java.time.Instant;

/** Event time as microseconds since 1970, as on the wire: cheap to keep and to compare. */
public final class EventTime {

    /** Before everything that was ever measured. */
    public static final long NEVER = Long.MIN_VALUE;

    private EventTime() {}

    public static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L),
                instant.getNano() / 1_000);
    }

    public static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    public static long ofMillis(long millis) {
        return Math.multiplyExact(millis, 1_000L);
    }

    /** Whole seconds, rounded down. */
    public static long seconds(long micros) {
        return micros / 1_000_000L;
    }
}
