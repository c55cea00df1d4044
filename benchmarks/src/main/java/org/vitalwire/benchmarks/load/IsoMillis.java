package org.vitalwire.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes {@code 2026-11-22T10:00:00.000Z}; formats the second once, the milliseconds by hand. */
final class IsoMillis {

    static final int LENGTH = 24;

    private long second = Long.MIN_VALUE;
    private byte[] prefix = new byte[0];

    void write(long epochMicros, byte[] target, int at) {
        long wanted = Math.floorDiv(epochMicros, 1_000_000L);
        if (wanted != second) {
            second = wanted;
            prefix =
                    Instant.ofEpochSecond(wanted)
                            .toString()
                            .substring(0, 19)
                            .getBytes(StandardCharsets.US_ASCII);
        }
        int millis = (int) (Math.floorMod(epochMicros, 1_000_000L) / 1_000);
        System.arraycopy(prefix, 0, target, at, 19);
        target[at + 19] = '.';
        target[at + 20] = (byte) ('0' + millis / 100);
        target[at + 21] = (byte) ('0' + millis / 10 % 10);
        target[at + 22] = (byte) ('0' + millis % 10);
        target[at + 23] = 'Z';
    }
}
