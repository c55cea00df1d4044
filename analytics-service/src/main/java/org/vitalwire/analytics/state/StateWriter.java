package org.vitalwire.analytics.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.vitalwire.analytics.condition.EventTime;

/**
 * Bytes of a memory, small because times are told relative to a base, which is the newest time of
 * what is written. Whoever writes a memory writes it in the order in which {@link StateReader}
 * reads it; nothing is tagged, the format byte of the whole state guards the order.
 */
public final class StateWriter {

    private byte[] bytes = new byte[768];
    private int length;
    private long base;

    /** Times written from here on are relative to this one; microseconds. */
    public void base(long newBase) {
        base = newBase;
        fixed64(newBase);
    }

    /** One byte, 0..255. */
    public void bits(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
    }

    /** Not negative; small numbers take few bytes. */
    public void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bits((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bits((int) rest);
    }

    /** Of either sign; small magnitudes take few bytes. */
    public void signed(long value) {
        varint(zigzag(value));
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    /** Four bytes, whatever the value. */
    public void fixed32(int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            bits(value >>> shift);
        }
    }

    /** Eight bytes, whatever the value. */
    public void fixed64(long value) {
        for (int shift = 0; shift < 64; shift += 8) {
            bits((int) (value >>> shift) & 0xFF);
        }
    }

    /** An event time, relative to the base. Devices tell milliseconds: those take less. */
    public void time(long time) {
        if (time == EventTime.NEVER) {
            varint(0);
            return;
        }
        long before = base - time;
        varint(before % 1_000 == 0 ? (zigzag(before / 1_000) << 1) + 1 : (zigzag(before) << 1) + 2);
    }

    /** A value to a hundredth, which is finer than any sign is charted. */
    public void value(double value) {
        signed(Math.round(value * 100));
    }

    /** A number as it is, eight bytes: for sums, slopes and spreads. */
    public void number(double value) {
        fixed64(Double.doubleToRawLongBits(value));
    }

    /** A number to seven digits, four bytes: where a hundredth is too coarse and eight too dear. */
    public void fraction(double value) {
        fixed32(Float.floatToRawIntBits((float) value));
    }

    public void flag(boolean value) {
        bits(value ? 1 : 0);
    }

    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        for (byte b : utf8) {
            bits(b);
        }
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** A text that mostly starts as another one does, which the reader knows. */
    public void textAfter(String before, String text) {
        int most = Math.min(before.length(), text.length());
        int common = 0;
        while (common < most && before.charAt(common) == text.charAt(common)) {
            common++;
        }
        varint(common);
        text(text.substring(common));
    }
}
