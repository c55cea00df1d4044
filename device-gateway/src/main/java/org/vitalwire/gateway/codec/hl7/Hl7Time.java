package org.vitalwire.gateway.codec.hl7;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * HL7 v2 time stamps: {@code YYYYMMDDHHMM[SS[.fraction]][+/-ZZZZ]} (chapter 2.A.21, DTM). A date
 * without minutes is not a time at which anything was measured.
 */
final class Hl7Time {

    static final long INVALID = Long.MIN_VALUE;

    private static final int MINUTES = 12;
    private static final int SECONDS = 14;
    private static final int MAXIMUM_FRACTION = 9;

    private Hl7Time() {}

    /**
     * Microseconds since 1970, or {@link #INVALID}.
     *
     * @param zone for a time without an offset; in the hour that happens twice in autumn the
     *     earlier one is meant
     */
    static long parseMicros(String text, ZoneId zone) {
        int offsetAt = offsetAt(text);
        String local = text.substring(0, offsetAt);
        ZoneOffset offset = offset(text.substring(offsetAt));
        if (offset == null && offsetAt < text.length()) {
            return INVALID;
        }
        int digits = digits(local, 0);
        if (digits != MINUTES && digits != SECONDS) {
            return INVALID;
        }
        int nanos = 0;
        if (digits < local.length()) {
            int fraction = digits(local, digits + 1);
            if (digits != SECONDS
                    || local.charAt(digits) != '.'
                    || fraction == 0
                    || fraction > MAXIMUM_FRACTION
                    || digits + 1 + fraction != local.length()) {
                return INVALID;
            }
            nanos = Integer.parseInt((local.substring(digits + 1) + "00000000").substring(0, 9));
        }
        try {
            LocalDateTime time =
                    LocalDateTime.of(
                            number(local, 0, 4),
                            number(local, 4, 6),
                            number(local, 6, 8),
                            number(local, 8, 10),
                            number(local, 10, 12),
                            digits == SECONDS ? number(local, 12, 14) : 0,
                            nanos);
            ZonedDateTime instant = time.atZone(offset == null ? zone : offset);
            return instant.toEpochSecond() * 1_000_000L + nanos / 1_000;
        } catch (DateTimeException e) {
            return INVALID;
        }
    }

    /** The offset that the time stamp names, else the given zone. */
    static ZoneId zone(String text, ZoneId otherwise) {
        ZoneOffset offset = offset(text.substring(offsetAt(text)));
        return offset == null ? otherwise : offset;
    }

    private static int offsetAt(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+' || c == '-' || c == 'Z') {
                return i;
            }
        }
        return text.length();
    }

    private static @Nullable ZoneOffset offset(String text) {
        if (text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        if (text.length() != 5 || digits(text, 1) != 4) {
            return null;
        }
        int sign = text.charAt(0) == '-' ? -1 : 1;
        try {
            return ZoneOffset.ofHoursMinutes(sign * number(text, 1, 3), sign * number(text, 3, 5));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return Math.max(at - from, 0);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
