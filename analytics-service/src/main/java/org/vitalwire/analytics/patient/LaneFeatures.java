package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.baseline.Baseline;
import org.vitalwire.analytics.baseline.Deviation;
import org.vitalwire.analytics.score.Features;
import org.vitalwire.analytics.score.Measured;
import org.vitalwire.analytics.trend.Slope;
import org.vitalwire.analytics.window.MedianWindow;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What a lane knows, as a table of scores asks for it.
 *
 * @param median the window of whose median a sign is scored; zero takes the newest value
 */
record LaneFeatures(Lane lane, Duration median) implements Features {

    /** Over which a table's {@code slope:} is taken: slow enough for charted values. Ours. */
    static final Duration SLOPE_WINDOW = Duration.ofHours(8);

    /** How sure a slope must be to count in a table; a lesser one counts as none. Ours. */
    static final double SLOPE_CONFIDENCE = 0.9;

    /** What the usual of a table's {@code deviation:} is learnt over. */
    static final Duration LEARN_OVER = Duration.ofHours(24);

    private static final double OTHER_SPREAD = 1;

    /** Canonical units: what a sign scatters by in one that is well, at least. Ours. */
    private static final Map<VitalSign, Double> LEAST_SPREAD =
            Map.ofEntries(
                    Map.entry(VitalSign.HEART_RATE, 4.0),
                    Map.entry(VitalSign.PULSE_RATE, 4.0),
                    Map.entry(VitalSign.RESPIRATORY_RATE, 2.0),
                    Map.entry(VitalSign.SYSTOLIC_PRESSURE, 8.0),
                    Map.entry(VitalSign.INVASIVE_SYSTOLIC_PRESSURE, 8.0),
                    Map.entry(VitalSign.TEMPERATURE, 0.3),
                    Map.entry(VitalSign.TEMPERATURE_CORE, 0.3),
                    Map.entry(VitalSign.TEMPERATURE_TYMPANIC, 0.3),
                    Map.entry(VitalSign.TEMPERATURE_AXILLARY, 0.3),
                    Map.entry(VitalSign.TEMPERATURE_ORAL, 0.3),
                    Map.entry(VitalSign.TEMPERATURE_RECTAL, 0.3));

    static double leastSpread(VitalSign sign) {
        return LEAST_SPREAD.getOrDefault(sign, OTHER_SPREAD);
    }

    @Override
    public @Nullable Measured level(VitalSign sign) {
        SignMemory memory = lane.signs.of(sign);
        Measured newest = memory == null ? null : memory.newest;
        if (memory == null || newest == null || median.isZero()) {
            return newest;
        }
        MedianWindow window = memory.median(median);
        return window == null
                ? newest
                : new Measured(window.median(), newest.at(), newest.messageId());
    }

    @Override
    public @Nullable Measured slope(VitalSign sign) {
        SignMemory memory = lane.signs.of(sign);
        Measured newest = memory == null ? null : memory.newest;
        if (memory == null || newest == null) {
            return null;
        }
        Optional<Slope> slope = memory.slope(SLOPE_WINDOW, sign);
        if (slope.isEmpty()) {
            return null;
        }
        boolean counts = slope.get().confidence() >= SLOPE_CONFIDENCE;
        return new Measured(counts ? slope.get().perHour() : 0, newest.at(), newest.messageId());
    }

    @Override
    public @Nullable Measured deviation(VitalSign sign) {
        SignMemory memory = lane.signs.of(sign);
        Measured newest = memory == null ? null : memory.newest;
        Baseline baseline = memory == null ? null : memory.baseline(LEARN_OVER);
        if (newest == null || baseline == null) {
            return null;
        }
        Optional<Deviation> deviation = baseline.deviation(newest.value(), leastSpread(sign));
        return deviation.isEmpty()
                ? null
                : new Measured(deviation.get().robustDeviations(), newest.at(), newest.messageId());
    }
}
