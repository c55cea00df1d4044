package org.vitalwire.gateway.codec;

import java.util.List;
import org.vitalwire.contracts.reading.VitalValue;

/**
 * One reading as its device sent it: canonical units, rounded, judged for plausibility.
 *
 * @param measuredMicros the device's own time, microseconds since 1970
 * @param values at least one, at most one for each sign
 * @param sequence the device's own count, or {@link #NO_SEQUENCE}
 * @param boot the device's name for the run that counts, or empty
 * @param offset where the reading begins in the payload, bytes
 * @param length of the reading, bytes
 */
public record DecodedReading(
        long measuredMicros,
        List<VitalValue> values,
        long sequence,
        String boot,
        int offset,
        int length) {

    /** The device does not count. */
    public static final long NO_SEQUENCE = -1;
}
