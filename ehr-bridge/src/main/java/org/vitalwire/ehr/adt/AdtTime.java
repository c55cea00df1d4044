package org.vitalwire.ehr.adt;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HL7 v2 time stamps: {@code YYYYMMDDHHMM[SS[.fraction]][+/-ZZZZ]}, and dates. */
final class AdtTime {

    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,6}))?)?"
                            + "([+-]\\d{4})?");
    private static final Pattern DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})\\d*.*");

    private AdtTime() {}

    /** Empty for what is no time. */
    static Optional<Instant> parse(String text, ZoneId zone) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            String fraction = matcher.group(7) == null ? "" : matcher.group(7);
            LocalDateTime local =
                    LocalDateTime.of(
                            number(matcher, 1),
                            number(matcher, 2),
                            number(matcher, 3),
                            number(matcher, 4),
                            number(matcher, 5),
                            matcher.group(6) == null ? 0 : number(matcher, 6),
                            Integer.parseInt((fraction + "000000000").substring(0, 9)));
            ZoneId used = matcher.group(8) == null ? zone : ZoneOffset.of(matcher.group(8));
            return Optional.of(local.atZone(used).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<LocalDate> date(String text) {
        Matcher matcher = DATE.matcher(text);
        try {
            return matcher.matches()
                    ? Optional.of(
                            LocalDate.of(
                                    number(matcher, 1), number(matcher, 2), number(matcher, 3)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
