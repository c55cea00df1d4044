package org.vitalwire.simulator.physiology;

import java.time.Duration;

/**
 * How a disturbance comes and goes, over and over: quiet for {@code onset}, worse over {@code
 * ramp}, at its worst for {@code plateau}, better over {@code recovery}, quiet again until {@code
 * cycle} is over.
 */
public record Course(
        Duration onset, Duration ramp, Duration plateau, Duration recovery, Duration cycle) {

    /** Nothing ever happens. */
    public static final Course QUIET =
            new Course(
                    Duration.ofDays(1),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofDays(1));

    public Course {
        Duration whole = onset.plus(ramp).plus(plateau).plus(recovery);
        if (onset.isNegative()
                || ramp.isNegative()
                || plateau.isNegative()
                || recovery.isNegative()
                || !cycle.isPositive()
                || whole.compareTo(cycle) > 0) {
            throw new IllegalArgumentException("a course must fit into its cycle");
        }
    }

    /** 0 (undisturbed) to 1 (at its worst), smooth, for the time since the start. */
    public double severity(Duration elapsed) {
        if (elapsed.isNegative()) {
            return 0;
        }
        double into = seconds(elapsed) % seconds(cycle) - seconds(onset);
        if (into < 0) {
            return 0;
        }
        if (into < seconds(ramp)) {
            return smooth(into / seconds(ramp));
        }
        into -= seconds(ramp);
        if (into < seconds(plateau)) {
            return 1;
        }
        into -= seconds(plateau);
        return into < seconds(recovery) ? 1 - smooth(into / seconds(recovery)) : 0;
    }

    private static double smooth(double x) {
        return x * x * (3 - 2 * x);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
