package org.vitalwire.analytics.state;

import java.nio.charset.StandardCharsets;
import org.vitalwire.analytics.condition.EventTime;

/** Reads what {@link StateWriter} wrote. */
public final class StateReader {

    private final byte[] bytes;
    private int position;
    private long base;

    public StateReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public long base() {
        base = fixed64();
        return base;
    }

    public int bits() {
        return bytes[position++] & 0xFF;
    }

    public long varint() {
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

    public long signed() {
        return zigzag(varint());
    }

    private static long zigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    public int fixed32() {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= bits() << shift;
        }
        return value;
    }

    public long fixed64() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            value |= (long) bits() << shift;
        }
        return value;
    }

    public long time() {
        long raw = varint();
        if (raw == 0) {
            return EventTime.NEVER;
        }
        long before = zigzag((raw - 1) >>> 1);
        return base - ((raw & 1) == 1 ? before * 1_000 : before);
    }

    public double value() {
        return signed() / 100.0;
    }

    public double number() {
        return Double.longBitsToDouble(fixed64());
    }

    public double fraction() {
        return Float.intBitsToFloat(fixed32());
    }

    public boolean flag() {
        return bits() == 1;
    }

    public String text() {
        int size = (int) varint();
        String text = new String(bytes, position, size, StandardCharsets.UTF_8);
        position += size;
        return text;
    }

    public String textAfter(String before) {
        int common = (int) varint();
        return before.substring(0, common) + text();
    }
}
