package org.vitalwire.benchmarks.report;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** How reports write latencies. */
public final class Quantiles {

    private Quantiles() {}

    /**
     * p50 / p99 / p99.9, in milliseconds.
     *
     * @param micros of microseconds
     */
    public static String milliseconds(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f / %.1f",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3);
    }
}
