package org.vitalwire.contracts.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A W3C trace context, version 00.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param parentId 16 lower-case hex digits, not all zero
 */
public record TraceParent(String traceId, String parentId, boolean sampled) {

    private static final int LENGTH = 55;

    public TraceParent {
        if (!isHex(traceId, 32) || !isHex(parentId, 16)) {
            throw new IllegalArgumentException("not a trace context");
        }
    }

    /** Empty for anything that is not a header of version 00: a trace is started anew then. */
    public static Optional<TraceParent> parse(String header) {
        if (header.length() != LENGTH
                || !header.startsWith("00-")
                || header.charAt(35) != '-'
                || header.charAt(52) != '-') {
            return Optional.empty();
        }
        String traceId = header.substring(3, 35);
        String parentId = header.substring(36, 52);
        String flags = header.substring(53);
        if (!isHex(traceId, 32) || !isHex(parentId, 16) || !isHexDigits(flags)) {
            return Optional.empty();
        }
        return Optional.of(
                new TraceParent(traceId, parentId, (HexFormat.fromHexDigits(flags) & 1) == 1));
    }

    /** A new trace; the caller brings the randomness. */
    public static TraceParent start(RandomGenerator random) {
        HexFormat hex = HexFormat.of();
        return new TraceParent(
                hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1L),
                hex.toHexDigits(random.nextLong() | 1L),
                false);
    }

    public String header() {
        return "00-" + traceId + "-" + parentId + (sampled ? "-01" : "-00");
    }

    private static boolean isHex(String text, int length) {
        return text.length() == length
                && isHexDigits(text)
                && !text.chars().allMatch(c -> c == '0');
    }

    private static boolean isHexDigits(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
