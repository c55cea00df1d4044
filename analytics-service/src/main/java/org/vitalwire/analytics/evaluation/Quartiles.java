package org.vitalwire.analytics.evaluation;

import java.util.List;
import java.util.Locale;

/** Median and quartiles, in hours; NaN of nothing. */
public record Quartiles(double lower, double median, double upper) {

    static Quartiles of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(List<Double> sorted, double share) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    /** For people, for example {@code 9.0 h (5.0-12.0)}. */
    public String text() {
        return Double.isNaN(median)
                ? "-"
                : String.format(Locale.ROOT, "%.1f h (%.1f-%.1f)", median, lower, upper);
    }
}
