package org.vitalwire.alert.oncall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hours of each day in which a layer counts, by the clock on the wall. A night shift crosses
 * midnight: it belongs to the day on which it began.
 */
public record ShiftHours(LocalTime from, LocalTime to) {

    /**
     * One day's shift.
     *
     * @param until exclusive
     */
    record Shift(Instant from, Instant until) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    public ShiftHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("a shift ends at another time than it begins");
        }
    }

    /** The shift that is on at the instant. */
    Optional<Shift> at(Instant at, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate();
        return Stream.of(shiftOf(day, zone), shiftOf(day.minusDays(1), zone))
                .filter(shift -> shift.covers(at))
                .findFirst();
    }

    /** When the next shift after the instant begins. */
    Instant nextAfter(Instant at, ZoneId zone) {
        LocalDate day = at.atZone(zone).toLocalDate().minusDays(1);
        while (!shiftOf(day, zone).from().isAfter(at)) {
            day = day.plusDays(1);
        }
        return shiftOf(day, zone).from();
    }

    /**
     * A time that the wall clock skips is taken for one after it; one that comes twice, for the
     * first.
     */
    private Shift shiftOf(LocalDate day, ZoneId zone) {
        LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
        return new Shift(
                day.atTime(from).atZone(zone).toInstant(),
                last.atTime(to).atZone(zone).toInstant());
    }
}
