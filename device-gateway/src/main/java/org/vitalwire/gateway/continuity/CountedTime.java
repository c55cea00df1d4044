package org.vitalwire.gateway.continuity;

import java.time.Instant;

/** Microseconds since 1970, as the ledger stores times beside numbers. */
final class CountedTime {

    private static final long SECOND = 1_000_000L;

    private CountedTime() {}

    static Instant of(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano() / 1_000;
    }
}
