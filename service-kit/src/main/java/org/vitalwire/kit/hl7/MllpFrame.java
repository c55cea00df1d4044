package org.vitalwire.kit.hl7;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One message on the wire: VT, message, FS, CR (HL7 v2 transport, appendix C). */
public final class MllpFrame {

    private static final int BEGIN = 0x0B;
    private static final int END = 0x1C;
    private static final int LARGEST_BYTES = 64 * 1024;

    private MllpFrame() {}

    public static void write(OutputStream out, String message) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(message.length() + 3);
        frame.write(BEGIN);
        frame.writeBytes(message.getBytes(StandardCharsets.UTF_8));
        frame.write(END);
        frame.write('\r');
        // At once: half a frame in a packet of its own confuses some.
        frame.writeTo(out);
        out.flush();
    }

    /**
     * Reads the next one; what stands before it is skipped. Empty where the other side has closed.
     *
     * @throws IOException also when it is larger than 64 KiB
     */
    public static Optional<String> read(InputStream in) throws IOException {
        int next = in.read();
        while (next >= 0 && next != BEGIN) {
            next = in.read();
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (next = next < 0 ? next : in.read(); next >= 0 && next != END; next = in.read()) {
            if (message.size() == LARGEST_BYTES) {
                throw new IOException("a frame is larger than 64 KiB");
            }
            message.write(next);
        }
        return next < 0 ? Optional.empty() : Optional.of(message.toString(StandardCharsets.UTF_8));
    }
}
