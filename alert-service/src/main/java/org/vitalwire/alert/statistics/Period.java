package org.vitalwire.alert.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.kit.web.ApiProblem;

/**
 * What statistics are about.
 *
 * @param to exclusive
 * @param zone whose days they are
 */
record Period(Instant from, Instant to, ZoneId zone) {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(92);

    static Period of(
            @Nullable Instant from, @Nullable Instant to, @Nullable String zone, Instant now) {
        Instant until = to == null ? now : to;
        Instant since = from == null ? until.minus(USUAL) : from;
        if (!since.isBefore(until) || Duration.between(since, until).compareTo(LONGEST) > 0) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "PERIOD_INVALID",
                    "from is before to, and at most 92 days before it.");
        }
        return new Period(since, until, zone(zone));
    }

    /** All days of which there is a part in the period. */
    List<LocalDate> days() {
        LocalDate first = from.atZone(zone).toLocalDate();
        LocalDate last = to.minusNanos(1).atZone(zone).toLocalDate();
        return first.datesUntil(last.plusDays(1)).toList();
    }

    /** Of the time zone database only: an offset's sign means something else to PostgreSQL. */
    private static ZoneId zone(@Nullable String id) {
        if (id == null) {
            return ZoneId.of("UTC");
        }
        if (!ZoneId.getAvailableZoneIds().contains(id) || id.startsWith("SystemV/")) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "UNKNOWN_ZONE",
                    "zone is a time zone such as Europe/Berlin.");
        }
        return ZoneId.of(id);
    }
}
