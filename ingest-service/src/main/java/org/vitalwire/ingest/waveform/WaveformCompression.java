package org.vitalwire.ingest.waveform;

import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.vitalwire.contracts.waveform.Samples;

/**
 * Samples to bytes and back, without loss. Codec 1: how many places there are; then, in turn, how
 * many are empty and how many are not, until all are told; then each sample as the difference from
 * the one before. Numbers are zigzag varints, and the whole is deflated (RFC 1951). Neighbouring
 * samples of a wave differ little, so most differences are one byte, and few of the bytes are
 * common ones.
 */
final class WaveformCompression {

    static final short CODEC = 1;

    /** More places than any window has: a damaged row must not ask for gigabytes. */
    private static final int MOST_PLACES = 1 << 20;

    private static final int LONGEST_VARINT = 5;

    private WaveformCompression() {}

    static byte[] pack(Samples samples) {
        Packer packer = new Packer(samples);
        return deflate(packer.bytes, packer.length);
    }

    /**
     * @throws IllegalArgumentException for bytes that {@link #pack} did not make
     */
    static Samples unpack(byte[] packed) {
        return new Unpacker(inflate(packed)).samples();
    }

    private static byte[] deflate(byte[] bytes, int length) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(bytes, 0, length);
            deflater.finish();
            byte[] out = new byte[length + length / 100 + 64];
            int size = deflater.deflate(out);
            if (!deflater.finished()) {
                throw new IllegalStateException("deflated bytes are longer than they can be");
            }
            return Arrays.copyOf(out, size);
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] out = new byte[Math.max(64, packed.length * 4)];
            int size = 0;
            while (!inflater.finished()) {
                if (size == out.length) {
                    if (size > MOST_PLACES * LONGEST_VARINT) {
                        throw new IllegalArgumentException("too many bytes");
                    }
                    out = Arrays.copyOf(out, out.length * 2);
                }
                int more = inflater.inflate(out, size, out.length - size);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IllegalArgumentException("the bytes end too early");
                }
                size += more;
            }
            return Arrays.copyOf(out, size);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not deflated bytes", e);
        } finally {
            inflater.end();
        }
    }

    private static final class Packer {
        private final byte[] bytes;
        private int length;

        Packer(Samples samples) {
            int count = samples.count();
            // A run needs at least one sample and one gap.
            this.bytes = new byte[LONGEST_VARINT * (count * 3 + 3)];
            unsigned(samples.length());
            for (int at = 0; at < samples.length(); ) {
                int next = samples.nextTaken(at);
                int begin = next < 0 ? samples.length() : next;
                int end = samples.nextGap(begin);
                unsigned(begin - at);
                unsigned(end - begin);
                at = end;
            }
            int last = 0;
            for (int at = samples.nextTaken(0); at >= 0; at = samples.nextTaken(at + 1)) {
                int difference = samples.raw(at) - last;
                last = samples.raw(at);
                unsigned((difference << 1) ^ (difference >> 31));
            }
        }

        private void unsigned(int value) {
            int rest = value;
            while ((rest & ~0x7F) != 0) {
                bytes[length++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[length++] = (byte) rest;
        }
    }

    private static final class Unpacker {
        private final byte[] bytes;
        private int at;

        Unpacker(byte[] bytes) {
            this.bytes = bytes;
        }

        Samples samples() {
            int length = unsigned();
            if (length < 0 || length > MOST_PLACES) {
                throw new IllegalArgumentException("too many places");
            }
            BitSet taken = new BitSet(length);
            for (int place = 0; place < length; ) {
                int begin = place + unsigned();
                int end = begin + unsigned();
                if (begin < place || end < begin || end > length || end == place) {
                    throw new IllegalArgumentException("a run outside the window");
                }
                taken.set(begin, end);
                place = end;
            }
            int[] raw = new int[length];
            int last = 0;
            for (int i = taken.nextSetBit(0); i >= 0; i = taken.nextSetBit(i + 1)) {
                int zigzag = unsigned();
                last += (zigzag >>> 1) ^ -(zigzag & 1);
                raw[i] = last;
            }
            if (at != bytes.length) {
                throw new IllegalArgumentException("bytes behind the last sample");
            }
            return Samples.of(raw, taken);
        }

        private int unsigned() {
            int value = 0;
            for (int shift = 0; shift < 7 * LONGEST_VARINT; shift += 7) {
                if (at >= bytes.length) {
                    throw new IllegalArgumentException("the bytes end too early");
                }
                byte next = bytes[at++];
                value |= (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("a number too long");
        }
    }
}
