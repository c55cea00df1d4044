package org.vitalwire.gateway.waveform;

import java.util.Arrays;
import java.util.BitSet;
import org.vitalwire.contracts.waveform.Samples;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the samples of one channel. Keeps no more than a packet may have, and counts the rest. */
final class SampleBuffer {

    /** In a byte string, the number that stands for "no sample". */
    static final short NO_SAMPLE = Short.MIN_VALUE;

    private static final byte[] ODD = {0};

    private final int most;
    private final BitSet taken = new BitSet();
    private int[] raw = new int[256];
    private int length;
    private boolean outOfRange;

    SampleBuffer(int most) {
        this.most = most;
    }

    void read(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_ARRAY) {
            readArray(parser);
        } else if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
            // CBOR's "undefined" is such a token, too, without bytes.
            byte[] bytes = parser.getBinaryValue();
            readBytes(bytes == null ? ODD : bytes);
        } else {
            parser.skipChildren();
            outOfRange = true;
        }
    }

    private void readArray(JsonParser parser) {
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() == JsonParser.NumberType.INT) {
                add(parser.getIntValue());
            } else if (token == JsonToken.VALUE_NULL) {
                length++;
            } else {
                parser.skipChildren();
                outOfRange = true;
                length++;
            }
        }
    }

    private void readBytes(byte[] bytes) {
        if (bytes.length % Short.BYTES != 0) {
            outOfRange = true;
            return;
        }
        for (int at = 0; at < bytes.length; at += Short.BYTES) {
            short sample = (short) ((bytes[at] & 0xFF) | (bytes[at + 1] << 8));
            if (sample == NO_SAMPLE) {
                length++;
            } else {
                add(sample);
            }
        }
    }

    private void add(int sample) {
        if (sample < Samples.LEAST || sample > Samples.MOST) {
            outOfRange = true;
        } else if (length < most) {
            if (length >= raw.length) {
                raw = Arrays.copyOf(raw, Math.min(most, Math.max(raw.length * 2, length + 1)));
            }
            raw[length] = sample;
            taken.set(length);
        }
        length++;
    }

    /** Sample times, also those beyond what is kept. */
    int length() {
        return length;
    }

    boolean isOutOfRange() {
        return outOfRange;
    }

    boolean isEmpty() {
        return taken.isEmpty();
    }

    /** Only where {@link #length} is within the bounds. */
    Samples samples() {
        return Samples.of(Arrays.copyOf(raw, length), taken);
    }
}
