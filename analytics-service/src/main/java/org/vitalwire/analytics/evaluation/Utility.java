package org.vitalwire.analytics.evaluation;

import java.util.BitSet;

/**
 * The utility of the PhysioNet/CinC Challenge 2019 (Reyna et al., Crit Care Med 2020;48:210-217):
 * an alert before a sepsis earns up to 1 an hour, most of it 6 hours before the onset; silence from
 * then on costs up to 2 an hour; an alert without a sepsis costs 0.05 an hour. Normalised, 0 is
 * never alerting and 1 is knowing.
 */
final class Utility {

    private static final int EARLIEST = -12;
    private static final int BEST = -6;
    private static final int LATEST = 3;
    private static final double FALSE_ALERT = -0.05;
    private static final double MISSED = -2;

    private double observed;
    private double best;
    private double silent;

    void add(Course course, int hours, BitSet alerted) {
        observed += of(course, hours, alerted);
        if (course.isSeptic()) {
            BitSet perfect = new BitSet();
            perfect.set(
                    Math.min(hours, Math.max(0, course.onset() + EARLIEST)),
                    Math.min(hours, course.onset() + LATEST + 1));
            best += of(course, hours, perfect);
            silent += of(course, hours, new BitSet());
        }
    }

    /** Not a number where there was no sepsis. */
    double normalised() {
        return best == silent ? Double.NaN : (observed - silent) / (best - silent);
    }

    /** Unnormalised, of one stay. */
    static double of(Course course, int hours, BitSet alerted) {
        if (!course.isSeptic()) {
            return FALSE_ALERT * alerted.get(0, hours).cardinality();
        }
        double sum = 0;
        int last = Math.min(hours - 1, course.onset() + LATEST);
        for (int hour = 0; hour <= last; hour++) {
            int relative = hour - course.onset();
            sum += alerted.get(hour) ? ofAlert(relative) : ofSilence(relative);
        }
        return sum;
    }

    private static double ofAlert(int relative) {
        return relative <= BEST
                ? Math.max((relative - EARLIEST) / (double) (BEST - EARLIEST), FALSE_ALERT)
                : (LATEST - relative) / (double) (LATEST - BEST);
    }

    private static double ofSilence(int relative) {
        return relative <= BEST ? 0 : MISSED * (relative - BEST) / (LATEST - BEST);
    }
}
