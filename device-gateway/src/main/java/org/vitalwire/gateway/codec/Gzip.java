package org.vitalwire.gateway.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;

/**
 * Payloads that were sent as gzip (RFC 1952): either the MQTT 5 user property {@code
 * content-encoding} says so, or the first bytes do, for formats that never begin like that.
 */
public final class Gzip {

    /** The MQTT 5 user property that names what was done to the bytes. */
    public static final String CONTENT_ENCODING = "content-encoding";

    /**
     * How many times as large as the largest payload an inflated one may be: JSON shrinks to an
     * eighth or so, and what shrinks to a hundredth is a bomb.
     */
    public static final int MAXIMUM_RATIO = 16;

    private Gzip() {}

    /** What the bytes were before they were compressed. */
    public sealed interface Content {}

    // Nobody compares contents.
    @SuppressWarnings("ArrayRecordComponent")
    public record Inflated(byte[] bytes) implements Content {}

    public record Refused(FailureCode code, String reason) implements Content {}

    /** Cheap: every payload is asked. */
    public static boolean isUsed(
            PayloadCodec codec, byte[] payload, Map<String, String> properties) {
        @Nullable String encoding = properties.isEmpty() ? null : properties.get(CONTENT_ENCODING);
        if (encoding != null) {
            return encoding.equalsIgnoreCase("gzip");
        }
        return payload.length > 2
                && payload[0] == 0x1f
                && payload[1] == (byte) 0x8b
                && codec.gzipShowsByItself();
    }

    /**
     * @param maximum bytes; more are not even unpacked
     */
    public static Content inflate(byte[] payload, int maximum) {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            byte[] bytes = stream.readNBytes(maximum + 1);
            return bytes.length > maximum
                    ? new Refused(
                            FailureCode.OVERSIZED, "gzip of more than %d bytes".formatted(maximum))
                    : new Inflated(bytes);
        } catch (IOException e) {
            // Its message may quote the payload.
            return new Refused(FailureCode.UNDECODABLE, "broken gzip");
        }
    }
}
