package org.vitalwire.ingest.completeness;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Distances between the measured times of a sign, and the usual one among them: the median, which
 * neither gaps nor bursts of late data move. Exact to the millisecond; of the short ones only their
 * number is kept, so that a month by the second needs no more memory than an hour.
 */
public final class Distances {

    /** Longer than this is not usual, whatever is usual; monitors pause and cuffs take turns. */
    public static final Duration LEAST_GAP = Duration.ofMinutes(2);

    private static final int USUAL_ONES_IN_A_GAP = 3;
    private static final int SHORT_MILLIS = 60_000;

    private int[] shortOnes = new int[1_024];
    private final TreeMap<Long, Integer> longOnes = new TreeMap<>();
    private long count;

    /** Nothing is learned from two values of the same time. */
    public void add(Duration distance) {
        long millis = distance.toMillis();
        if (millis <= 0) {
            return;
        }
        count++;
        if (millis >= SHORT_MILLIS) {
            longOnes.merge(millis, 1, Integer::sum);
            return;
        }
        int place = (int) millis;
        if (place >= shortOnes.length) {
            shortOnes =
                    Arrays.copyOf(
                            shortOnes, Math.min(SHORT_MILLIS, Math.max(place + 1, place * 2)));
        }
        shortOnes[place]++;
    }

    /** The median, the lower one of two. Empty while there were fewer than two times. */
    public Optional<Duration> usual() {
        if (count == 0) {
            return Optional.empty();
        }
        long before = (count - 1) / 2;
        for (int millis = 0; millis < shortOnes.length; millis++) {
            before -= shortOnes[millis];
            if (before < 0) {
                return Optional.of(Duration.ofMillis(millis));
            }
        }
        for (Map.Entry<Long, Integer> entry : longOnes.entrySet()) {
            before -= entry.getValue();
            if (before < 0) {
                return Optional.of(Duration.ofMillis(entry.getKey()));
            }
        }
        throw new IllegalStateException("distances were miscounted");
    }

    /** A longer distance is a gap: three times the usual, and two minutes at least. */
    public Duration longestWithoutGap() {
        Duration several = usual().orElse(Duration.ZERO).multipliedBy(USUAL_ONES_IN_A_GAP);
        return several.compareTo(LEAST_GAP) > 0 ? several : LEAST_GAP;
    }
}
