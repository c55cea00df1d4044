package org.vitalwire.analytics.score;

import java.time.LocalDate;

/**
 * From an age (inclusive) to another (exclusive), in completed months; birthdays by the calendar in
 * UTC.
 *
 * @param name for people
 * @param belowMonths {@link #OPEN} without an end
 */
public record AgeRange(String name, int fromMonths, int belowMonths) {

    public static final int OPEN = Integer.MAX_VALUE;

    /** No age at all is asked for. */
    static final AgeRange ANY = new AgeRange("any age", 0, OPEN);

    public AgeRange {
        if (fromMonths < 0 || belowMonths <= fromMonths) {
            throw new IllegalArgumentException("months " + fromMonths + " to " + belowMonths);
        }
    }

    /**
     * @param day days since 1970-01-01
     */
    boolean covers(LocalDate bornOn, long day) {
        return bornOn.plusMonths(fromMonths).toEpochDay() <= day
                && (belowMonths == OPEN || bornOn.plusMonths(belowMonths).toEpochDay() > day);
    }
}
