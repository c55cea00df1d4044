package org.vitalwire.ingest.vitals;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.kit.web.ApiProblem;

/**
 * From (inclusive) to (exclusive) in measured time, as a caller asks for it.
 *
 * <p>Refusals are 400 problems: {@code BAD_TIME}, {@code BAD_RANGE}, {@code RANGE_TOO_LONG}.
 */
public record TimeRange(Instant from, Instant to) {

    /**
     * @param from ISO-8601 with an offset; a default span before {@code to} where it is missing
     * @param to ISO-8601 with an offset; now where it is missing
     */
    public static TimeRange of(
            @Nullable String from,
            @Nullable String to,
            Instant now,
            Duration byDefault,
            Duration longest) {
        Instant end = to == null ? now : time("to", to);
        Instant start = from == null ? end.minus(byDefault) : time("from", from);
        if (!start.isBefore(end)) {
            throw bad("BAD_RANGE", "'from' must be before 'to'.");
        }
        if (Duration.between(start, end).compareTo(longest) > 0) {
            throw bad(
                    "RANGE_TOO_LONG",
                    "'from' to 'to' must be at most %d days.".formatted(longest.toDays()));
        }
        return new TimeRange(start, end);
    }

    /** A time parameter of that name. */
    public static Instant time(String name, String text) {
        try {
            // A '+' that was not escaped in a URL arrives as a blank.
            Instant time = OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
            if (time.isAfter(Instant.EPOCH.minus(Duration.ofDays(36_500)))
                    && time.isBefore(Instant.EPOCH.plus(Duration.ofDays(365_000)))) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw bad("BAD_TIME", "'%s' must be a time such as 2026-11-22T10:00:00Z.".formatted(name));
    }

    private static ApiProblem bad(String code, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, code, detail);
    }
}
