package org.vitalwire.analytics.patient;

import java.nio.charset.StandardCharsets;
import org.vitalwire.analytics.condition.EventTime;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {

    private final byte[] bytes;
    private int position;
    private long base;

    StateReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long base() {
        base = fixed64();
        return base;
    }

    int bits() {
        return bytes[position++] & 0xFF;
    }

    long varint() {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = bits();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while ((next & 0x80) != 0);
        return value;
    }

    long signed() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    long fixed64() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            value |= (long) bits() << shift;
        }
        return value;
    }

    long time() {
        return bits() == 0 ? EventTime.NEVER : base - signed();
    }

    double value() {
        return signed() / 100.0;
    }

    String text() {
        int size = (int) varint();
        String text = new String(bytes, position, size, StandardCharsets.UTF_8);
        position += size;
        return text;
    }
}
