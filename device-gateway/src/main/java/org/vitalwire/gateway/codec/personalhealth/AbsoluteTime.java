package org.vitalwire.gateway.codec.personalhealth;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import org.vitalwire.gateway.codec.Octets;

/**
 * Eight octets of binary-coded decimals: century, year, month, day, hour, minute, second, 1/100 s.
 */
final class AbsoluteTime {

    private static final int NANOS_PER_HUNDREDTH = 10_000_000;

    private AbsoluteTime() {}

    /** Empty for what is no time, such as all zeros of a clock that was never set. */
    static Optional<LocalDateTime> read(Octets octets) {
        int[] parts = new int[8];
        for (int i = 0; i < parts.length; i++) {
            int octet = octets.u8();
            int tens = octet >> 4;
            int ones = octet & 0xF;
            if (tens > 9 || ones > 9) {
                return Optional.empty();
            }
            parts[i] = tens * 10 + ones;
        }
        try {
            return octets.isOverrun()
                    ? Optional.empty()
                    : Optional.of(
                            LocalDateTime.of(
                                    parts[0] * 100 + parts[1],
                                    parts[2],
                                    parts[3],
                                    parts[4],
                                    parts[5],
                                    parts[6],
                                    parts[7] * NANOS_PER_HUNDREDTH));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
