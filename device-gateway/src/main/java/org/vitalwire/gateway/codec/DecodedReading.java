package org.vitalwire.gateway.codec;

import java.util.List;
import org.vitalwire.contracts.reading.VitalValue;

/**
 * One reading as its device sent it: canonical units, rounded, judged for plausibility.
 *
 * @param measuredMicros when it was measured, microseconds since 1970
 * @param values at least one, at most one for each sign
 * @param sequence the device's own count, or {@link #NO_SEQUENCE}
 * @param boot the device's name for the run that counts, or empty
 * @param offset where the reading begins in the payload, bytes
 * @param length of the reading, bytes
 * @param timeBase whose clock the measured time is of
 * @param clock what the device says of it
 */
public record DecodedReading(
        long measuredMicros,
        List<VitalValue> values,
        long sequence,
        String boot,
        int offset,
        int length,
        TimeBase timeBase,
        DeclaredClock clock) {

    /** Whose clock a measured time is of. */
    public enum TimeBase {
        DEVICE,
        /**
         * Ours: the device said no time, or one relative to the moment it sent. True only of a
         * message that did not wait.
         */
        RECEIPT
    }

    /** The device does not count. */
    public static final long NO_SEQUENCE = -1;

    private static final int MAX_BOOT_LENGTH = 32;

    /** A boot becomes part of message ids: letters, digits and {@code ._-} only. */
    public static boolean isBoot(String text) {
        if (text.length() > MAX_BOOT_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    (c >= '0' && c <= '9')
                            || (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || c == '-'
                            || c == '_'
                            || c == '.';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** Measured by the device's own clock. */
    public DecodedReading(
            long measuredMicros,
            List<VitalValue> values,
            long sequence,
            String boot,
            int offset,
            int length) {
        this(measuredMicros, values, sequence, boot, offset, length, TimeBase.DEVICE);
    }

    /** Of a device that says nothing of its clock. */
    public DecodedReading(
            long measuredMicros,
            List<VitalValue> values,
            long sequence,
            String boot,
            int offset,
            int length,
            TimeBase timeBase) {
        this(measuredMicros, values, sequence, boot, offset, length, timeBase, DeclaredClock.NONE);
    }
}
