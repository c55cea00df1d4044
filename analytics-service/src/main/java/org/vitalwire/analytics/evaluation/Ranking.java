package org.vitalwire.analytics.evaluation;

import java.util.Map;
import java.util.TreeMap;

/**
 * How well a whole-numbered score ranks positive hours above negative ones. Every hour counts,
 * whosever it is.
 */
final class Ranking {

    /** Negative and positive hours of each value of the score. */
    private final TreeMap<Integer, long[]> hours = new TreeMap<>();

    void add(int score, boolean positive) {
        hours.computeIfAbsent(score, value -> new long[2])[positive ? 1 : 0]++;
    }

    long positives() {
        return sum(1);
    }

    private long sum(int kind) {
        return hours.values().stream().mapToLong(counts -> counts[kind]).sum();
    }

    /**
     * Area under the receiver operating characteristic; ties count half. NaN without both kinds.
     */
    double auroc() {
        double pairs = 0;
        long negativesBelow = 0;
        for (long[] counts : hours.values()) {
            pairs += counts[1] * (negativesBelow + counts[0] / 2.0);
            negativesBelow += counts[0];
        }
        return pairs / ((double) negativesBelow * positives());
    }

    /** Area under precision over recall, as the sum of the steps (average precision). */
    double auprc() {
        long positives = positives();
        long truePositives = 0;
        long called = 0;
        double area = 0;
        for (Map.Entry<Integer, long[]> step : hours.descendingMap().entrySet()) {
            long[] counts = step.getValue();
            truePositives += counts[1];
            called += counts[0] + counts[1];
            area += counts[1] / (double) positives * truePositives / called;
        }
        return positives == 0 ? Double.NaN : area;
    }
}
