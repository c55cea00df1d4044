package org.vitalwire.analytics.score;

import java.util.Arrays;

/**
 * Points by value: adjoining bands from the lowest to the highest, each ending where the next one
 * begins, so that there is neither a gap nor an overlap.
 */
final class Bands {

    /** Where each band but the last ends. */
    private final double[] ends;

    /** Whether the end itself still belongs to the band. */
    private final boolean[] inclusive;

    /** One more than there are ends. */
    private final int[] points;

    Bands(double[] ends, boolean[] inclusive, int[] points) {
        if (ends.length != inclusive.length || points.length != ends.length + 1) {
            throw new IllegalArgumentException("one band more than ends");
        }
        this.ends = ends.clone();
        this.inclusive = inclusive.clone();
        this.points = points.clone();
    }

    int of(double value) {
        for (int i = 0; i < ends.length; i++) {
            if (value < ends[i] || (inclusive[i] && value == ends[i])) {
                return points[i];
            }
        }
        return points[ends.length];
    }

    int maxPoints() {
        return Arrays.stream(points).max().orElseThrow();
    }

    /** Whether there is nothing between none and all of {@code max}. */
    boolean isAllOrNothing(int max) {
        return Arrays.stream(points).allMatch(p -> p == 0 || p == max);
    }
}
