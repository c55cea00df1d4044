package org.vitalwire.alert.oncall;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * How long one person's turn lasts, by the clock on the wall: a turn of one day goes from seven to
 * seven, also in the night when the clocks change, and lasts 23 or 25 hours then.
 *
 * @param unit hours, days or weeks
 * @param length in units, at least 1, at most a year
 */
public record Turn(ChronoUnit unit, int length) {

    private static final int DAYS_AT_MOST = 366;

    public Turn {
        if (unit != ChronoUnit.HOURS && unit != ChronoUnit.DAYS && unit != ChronoUnit.WEEKS) {
            throw new IllegalArgumentException("a turn is of hours, days or weeks");
        }
        if (length < 1 || unit.getDuration().multipliedBy(length).toDays() > DAYS_AT_MOST) {
            throw new IllegalArgumentException("a turn lasts from one hour to a year");
        }
    }

    /** When, by the wall clock, the turn of that number begins; the first is number 0. */
    LocalDateTime begin(LocalDateTime first, long number) {
        return first.plus(number * length, unit);
    }

    /** The number of the turn at that wall clock time, as if clocks never changed. */
    long number(LocalDateTime first, LocalDateTime at) {
        long number = Math.floorDiv(unit.between(first, at), length);
        return begin(first, number).isAfter(at) ? number - 1 : number;
    }
}
