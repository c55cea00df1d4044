package org.vitalwire.gateway.codec;

/**
 * ISO-8601 instants, read by hand: every reading has one, and {@code java.time} takes longer than
 * all the rest of the reading.
 *
 * <p>Takes {@code 2026-11-22T10:00:00Z}, with a fraction of up to 9 digits (cut to microseconds)
 * and with an offset such as {@code +01:00} instead of {@code Z}. A time without either is not an
 * instant: whose morning would it be?
 */
public final class IsoInstant {

    /** What {@link #parseMicros} returns for anything else. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final int SECONDS_END = 19;
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;

    /** Far below zero, yet times a hundred still an int. */
    private static final int NO_NUMBER = -1_000_000;

    private IsoInstant() {}

    /** Microseconds since 1970, or {@link #INVALID}. */
    public static long parseMicros(String text) {
        int length = text.length();
        if (length <= SECONDS_END
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) != 'T' && text.charAt(10) != 't')
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return INVALID;
        }
        int year = two(text, 0) * 100 + two(text, 2);
        int month = two(text, 5);
        int day = two(text, 8);
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        // A character that is no digit gives a number far below zero.
        if ((year | month | day | hour | minute | second) < 0
                || month < 1
                || month > 12
                || day < 1
                || day > lengthOfMonth(year, month)
                || hour > 23
                || minute > 59
                || second > 59) {
            return INVALID;
        }
        int at = SECONDS_END;
        long micros = 0;
        if (text.charAt(at) == '.') {
            at++;
            int begin = at;
            long unit = 100_000;
            while (at < length && isDigit(text.charAt(at))) {
                micros += (text.charAt(at) - '0') * unit;
                unit /= 10;
                at++;
            }
            if (at == begin || at - begin > 9) {
                return INVALID;
            }
        }
        long offsetSeconds = offsetSeconds(text, at);
        if (offsetSeconds == INVALID) {
            return INVALID;
        }
        long seconds =
                daysSince1970(year, month, day) * SECONDS_PER_DAY
                        + hour * 3_600L
                        + minute * 60L
                        + second
                        - offsetSeconds;
        return seconds * MICROS_PER_SECOND + micros;
    }

    private static long offsetSeconds(String text, int at) {
        int length = text.length();
        if (at >= length) {
            return INVALID;
        }
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            return at + 1 == length ? 0 : INVALID;
        }
        if ((sign != '+' && sign != '-') || at + 6 != length || text.charAt(at + 3) != ':') {
            return INVALID;
        }
        int hours = two(text, at + 1);
        int minutes = two(text, at + 4);
        if ((hours | minutes) < 0 || hours > 18 || minutes > 59) {
            return INVALID;
        }
        long seconds = hours * 3_600L + minutes * 60L;
        return sign == '-' ? -seconds : seconds;
    }

    private static int two(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return (tens | ones) < 0 || tens > 9 || ones > 9 ? NO_NUMBER : tens * 10 + ones;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int lengthOfMonth(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Howard Hinnant's days_from_civil, for years that are not negative. */
    private static long daysSince1970(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468L;
    }
}
