package org.vitalwire.alert.person;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * When a person wants to be left in peace, by the clock on their wall: where clocks are put back,
 * 02:30 is quiet both times, where they are put forward it does not come. Hours that cross midnight
 * belong to the day on which they begin; hours that end when they begin last the whole day.
 *
 * @param from inclusive
 * @param to exclusive
 * @param days on which quiet hours begin
 */
public record QuietHours(ZoneId zone, LocalTime from, LocalTime to, Set<DayOfWeek> days) {

    public QuietHours {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("quiet hours need at least one day");
        }
        days = Set.copyOf(days);
    }

    public static QuietHours daily(ZoneId zone, LocalTime from, LocalTime to) {
        return new QuietHours(zone, from, to, EnumSet.allOf(DayOfWeek.class));
    }

    public boolean cover(Instant at) {
        ZonedDateTime wall = at.atZone(zone);
        LocalTime time = wall.toLocalTime();
        boolean crossesMidnight = !from.isBefore(to);
        boolean begunToday =
                !time.isBefore(from)
                        && (crossesMidnight || time.isBefore(to))
                        && days.contains(wall.getDayOfWeek());
        boolean begunYesterday =
                crossesMidnight && time.isBefore(to) && days.contains(wall.getDayOfWeek().minus(1));
        return begunToday || begunYesterday;
    }
}
