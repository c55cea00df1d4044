package org.vitalwire.gateway.codec;

import java.util.Map;

/**
 * What may stand beside bytes that have no place for it: MQTT 5 user properties of a binary
 * payload, or members of an envelope.
 *
 * @param measuredMicros {@code measured}: microseconds since 1970, {@link #NOT_SAID}, or {@link
 *     IsoInstant#INVALID}
 * @param sessionMicros {@code session-start}: when a glucose sensor's session began, likewise
 * @param user {@code user}: which of a device's own users the patient is, or empty
 * @param sequence {@code seq}, or {@link DecodedReading#NO_SEQUENCE}
 * @param boot {@code boot}, or empty
 */
public record Beside(
        long measuredMicros, long sessionMicros, String user, long sequence, String boot) {

    /** No time was sent. */
    public static final long NOT_SAID = Long.MAX_VALUE;

    private static final int LONGEST_SEQUENCE = 18;

    public static Beside of(Map<String, String> properties) {
        if (properties.isEmpty()) {
            return new Beside(NOT_SAID, NOT_SAID, "", DecodedReading.NO_SEQUENCE, "");
        }
        return of(
                properties.getOrDefault("measured", ""),
                properties.getOrDefault("session-start", ""),
                properties.getOrDefault("user", ""),
                properties.getOrDefault("seq", ""),
                properties.getOrDefault("boot", ""));
    }

    /** Each empty where it was not sent. A sequence or boot that is none is left out. */
    public static Beside of(
            String measured, String session, String user, String sequence, String boot) {
        return new Beside(
                micros(measured),
                micros(session),
                user,
                isDigits(sequence) ? Long.parseLong(sequence) : DecodedReading.NO_SEQUENCE,
                DecodedReading.isBoot(boot) ? boot : "");
    }

    public boolean hasMeasured() {
        return measuredMicros != NOT_SAID;
    }

    public boolean hasSession() {
        return sessionMicros != NOT_SAID;
    }

    /** Whether a time was sent that is none. */
    public boolean isBroken() {
        return measuredMicros == IsoInstant.INVALID || sessionMicros == IsoInstant.INVALID;
    }

    /** Whether a device's user is somebody else than the one asked for. */
    public boolean isOther(int deviceUser) {
        return !user.isEmpty() && !user.equals(Integer.toString(deviceUser));
    }

    private static long micros(String text) {
        return text.isEmpty() ? NOT_SAID : IsoInstant.parseMicros(text);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_SEQUENCE
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
