package org.vitalwire.gateway.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.vitalwire.gateway.codec.DecodedReading;

/**
 * Names of messages that stay the same when a device sends the message again, and differ between
 * messages.
 */
final class MessageIds {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private MessageIds() {}

    /**
     * Device, boot and sequence where the device counts within a boot. A sequence alone may begin
     * anew, so the measured time goes beside it. A device that does not count gets a hash of what
     * it sent.
     */
    static String of(String deviceId, DecodedReading reading, byte[] payload) {
        StringBuilder id = new StringBuilder(deviceId.length() + 40).append(deviceId).append(':');
        if (reading.sequence() == DecodedReading.NO_SEQUENCE) {
            id.append(reading.measuredMicros()).append(":h");
            appendHex(id, hash(payload, reading.offset(), reading.length()));
        } else if (reading.boot().isEmpty()) {
            id.append(reading.measuredMicros()).append(':').append(reading.sequence());
        } else {
            id.append(reading.boot()).append(':').append(reading.sequence());
        }
        return id.toString();
    }

    /** Not cryptographic: it tells a device's own messages of the same microsecond apart. */
    static long hash(byte[] bytes, int offset, int length) {
        long hash = GOLDEN ^ length;
        int at = offset;
        int end = offset + length;
        while (at + Long.BYTES <= end) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
            at += Long.BYTES;
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = (rest << 8) | (bytes[at] & 0xFF);
        }
        return mix(hash ^ rest);
    }

    static long mix(long value) {
        long z = (value + GOLDEN) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 32)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 29);
    }

    static void appendHex(StringBuilder text, long value) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((int) (value >>> shift) & 0xF, 16));
        }
    }
}
