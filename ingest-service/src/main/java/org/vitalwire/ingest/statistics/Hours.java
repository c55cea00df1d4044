package org.vitalwire.ingest.statistics;

import java.time.Duration;
import java.util.stream.DoubleStream;

/** Hours as they stand in answers, to 0.0001 (0.36 s). */
final class Hours {

    private static final double STEPS = 10_000;
    private static final double MILLIS = 3_600_000;

    private Hours() {}

    static double of(Duration duration) {
        return rounded(duration.toMillis() / MILLIS);
    }

    static double sum(DoubleStream hours) {
        return rounded(hours.sum());
    }

    static double rounded(double hours) {
        return Math.round(hours * STEPS) / STEPS;
    }
}
