package org.vitalwire.gateway.mllp;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into messages: VT, message, FS, CR (HL7 v2 transport, appendix C). Bytes
 * may come in any portions. What stands between frames is skipped and counted; so is a message that
 * is broken off by the beginning of the next one: its sender was not told that it arrived.
 */
final class MllpFrames {

    private static final byte BEGIN = 0x0B;
    private static final byte END = 0x1C;
    private static final byte CARRIAGE_RETURN = '\r';
    private static final int FIRST_BUFFER = 2_048;

    private final int maximum;
    private byte[] buffer = new byte[0];
    private int length;
    private boolean inside;
    private boolean endedJustNow;

    /**
     * @param maximum bytes of one message
     */
    MllpFrames(int maximum) {
        this.maximum = maximum;
    }

    /** Hears what was cut out. */
    interface Sink {
        void message(byte[] message);

        void garbage(int bytes);
    }

    /**
     * Returns false when a message is longer than allowed; no more can be read then. A sender that
     * leaves out the CR at the end need not wait: the FS is enough.
     */
    boolean feed(byte[] bytes, Sink sink) {
        int garbage = 0;
        boolean fits = true;
        for (int i = 0; i < bytes.length && fits; i++) {
            byte b = bytes[i];
            if (b == BEGIN) {
                garbage += inside ? length + 1 : 0;
                begin();
            } else if (!inside) {
                // Exactly one CR belongs to the frame before.
                garbage += endedJustNow && b == CARRIAGE_RETURN ? 0 : 1;
                endedJustNow = false;
            } else if (b == END) {
                inside = false;
                endedJustNow = true;
                sink.message(Arrays.copyOf(buffer, length));
            } else {
                fits = append(b);
            }
        }
        if (garbage > 0) {
            sink.garbage(garbage);
        }
        return fits;
    }

    private void begin() {
        inside = true;
        endedJustNow = false;
        length = 0;
    }

    private boolean append(byte b) {
        if (length == maximum) {
            return false;
        }
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(maximum, Math.max(FIRST_BUFFER, length * 2)));
        }
        buffer[length++] = b;
        return true;
    }
}
