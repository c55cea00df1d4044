package org.vitalwire.gateway.codec;

import java.util.Arrays;

/**
 * Reads numbers off bytes. Reading past the end gives zeros and {@link #isOverrun()}, which the
 * reader asks once, at the end, instead of after each field.
 */
public final class Octets {

    private final byte[] bytes;
    private final int end;
    private final boolean bigEndian;
    private int at;
    private boolean overrun;

    private Octets(byte[] bytes, int begin, int end, boolean bigEndian) {
        this.bytes = bytes;
        this.at = begin;
        this.end = end;
        this.bigEndian = bigEndian;
    }

    /** As on Bluetooth. */
    public static Octets littleEndian(byte[] bytes) {
        return new Octets(bytes, 0, bytes.length, false);
    }

    /** As in IEEE 11073-20601. */
    public static Octets bigEndian(byte[] bytes) {
        return new Octets(bytes, 0, bytes.length, true);
    }

    public int u8() {
        if (at >= end) {
            overrun = true;
            return 0;
        }
        return bytes[at++] & 0xFF;
    }

    public int u16() {
        int first = u8();
        int second = u8();
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    public int s16() {
        return (short) u16();
    }

    public int u24() {
        int first = u8();
        int second = u8();
        int third = u8();
        return bigEndian ? first << 16 | second << 8 | third : third << 16 | second << 8 | first;
    }

    /** 32 bits, in the sign of an int. */
    public int s32() {
        int first = u16();
        int second = u16();
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    public long u32() {
        return s32() & 0xFFFF_FFFFL;
    }

    public MedicalNumber sfloat() {
        return overrunOr(MedicalNumber.sfloat(u16()));
    }

    public MedicalNumber float32() {
        return overrunOr(MedicalNumber.float32(s32()));
    }

    /** A part that is read on its own; an overrun of it is its own. */
    public Octets part(int length) {
        int partEnd = Math.min(at + Math.max(length, 0), end);
        overrun |= at + length > end || length < 0;
        Octets part = new Octets(bytes, at, partEnd, bigEndian);
        at = partEnd;
        return part;
    }

    public byte[] take(int length) {
        Octets part = part(length);
        return Arrays.copyOfRange(bytes, part.at, part.end);
    }

    public int remaining() {
        return end - at;
    }

    /** From the beginning of all bytes. */
    public int position() {
        return at;
    }

    /** Whether more was read than was there. */
    public boolean isOverrun() {
        return overrun;
    }

    /** Whether exactly what was there was read. */
    public boolean isSpent() {
        return !overrun && at == end;
    }

    /** Zeros that are not there are no measurement. */
    private MedicalNumber overrunOr(MedicalNumber number) {
        return overrun ? MedicalNumber.Absent.NOT_A_NUMBER : number;
    }
}
