package org.vitalwire.analytics.patient;

import java.util.Arrays;
import org.vitalwire.analytics.condition.EventTime;

/** Bytes of the state, small because times are told relative to the lane's clock. */
final class StateWriter {

    private byte[] bytes = new byte[768];
    private int length;
    private long base;

    void base(long newBase) {
        base = newBase;
        fixed64(newBase);
    }

    void bits(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
    }

    void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bits((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bits((int) rest);
    }

    void signed(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void fixed64(long value) {
        for (int shift = 0; shift < 64; shift += 8) {
            bits((int) (value >>> shift) & 0xFF);
        }
    }

    /** An event time, relative to the base. */
    void time(long time) {
        if (time == EventTime.NEVER) {
            bits(0);
        } else {
            bits(1);
            signed(base - time);
        }
    }

    /** A value to a hundredth, which is finer than any sign is charted. */
    void value(double value) {
        signed(Math.round(value * 100));
    }

    void text(byte[] text) {
        varint(text.length);
        for (byte b : text) {
            bits(b);
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
