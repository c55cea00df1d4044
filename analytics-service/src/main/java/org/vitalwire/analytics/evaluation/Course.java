package org.vitalwire.analytics.evaluation;

import java.util.OptionalInt;

/**
 * What became of a patient, as the PhysioNet/CinC Challenge 2019 labels it: the hours from 6 hours
 * before the onset of sepsis on are positive.
 *
 * @param firstPositive the first positive hour, counted from 0; empty without sepsis
 */
public record Course(OptionalInt firstPositive) {

    /** How long before the onset the label begins, in hours. */
    static final int LABEL_LEADS_BY = 6;

    /** An alert counts from so many hours before the onset. */
    static final int EARLIEST = 12;

    /** An alert counts until so many hours after the onset. */
    static final int LATEST = 3;

    public static Course withoutSepsis() {
        return new Course(OptionalInt.empty());
    }

    public static Course firstPositiveAt(int hour) {
        return new Course(OptionalInt.of(hour));
    }

    public boolean isSeptic() {
        return firstPositive.isPresent();
    }

    boolean isPositive(int hour) {
        return isSeptic() && hour >= firstPositive.getAsInt();
    }

    /** The hour of the onset; may lie beyond the end of the recording. */
    int onset() {
        return firstPositive.orElseThrow() + LABEL_LEADS_BY;
    }

    /** Whether an alert in this hour would have been of use: from -12 h to +3 h of the onset. */
    boolean isInWindow(int hour) {
        return isSeptic() && hour >= onset() - EARLIEST && hour <= onset() + LATEST;
    }
}
