package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.baseline.Baseline;
import org.vitalwire.analytics.score.Measured;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;
import org.vitalwire.analytics.trend.Slope;
import org.vitalwire.analytics.trend.Trend;
import org.vitalwire.analytics.window.MedianWindow;
import org.vitalwire.contracts.vitals.VitalSign;

/** What is remembered of one sign, as far as a rule asks for it. Mutable. */
final class SignMemory {

    private static final int NEWEST = 64;
    private static final int MANY = 128;
    private static final double[] RESOLUTIONS = resolutions();

    @Nullable Measured newest;

    private final List<MedianWindow> medians;
    private final List<Trend> trends;
    private final List<Baseline> baselines;

    /** The slope that was taken last: many rules may ask for the same. Not stored. */
    private @Nullable Trend slopeOf;

    private Optional<Slope> slope = Optional.empty();

    SignMemory() {
        this(new ArrayList<>(1), new ArrayList<>(1), new ArrayList<>(1));
    }

    private SignMemory(List<MedianWindow> medians, List<Trend> trends, List<Baseline> baselines) {
        this.medians = medians;
        this.trends = trends;
        this.baselines = baselines;
    }

    SignMemory copy() {
        SignMemory copy =
                new SignMemory(
                        new ArrayList<>(medians.size()),
                        new ArrayList<>(trends.size()),
                        new ArrayList<>(baselines.size()));
        copy.newest = newest;
        medians.forEach(median -> copy.medians.add(median.copy()));
        trends.forEach(trend -> copy.trends.add(trend.copy()));
        baselines.forEach(baseline -> copy.baselines.add(baseline.copy()));
        return copy;
    }

    /** Takes a value that counts and is newer than all before; what nobody asks for is dropped. */
    void take(Interest interest, long at, double value, String messageId) {
        if (interest.newest()) {
            newest = new Measured(value, at, messageId);
        }
        slopeOf = null;
        if (medians.size() != interest.medians().size()) {
            medians.removeIf(median -> !interest.medians().contains(median.window()));
        }
        for (Duration window : interest.medians()) {
            MedianWindow median = median(window);
            if (median == null) {
                median = new MedianWindow(window);
                medians.add(median);
            }
            median.add(at, value);
        }
        if (trends.size() != interest.trends().size()) {
            trends.removeIf(trend -> !interest.trends().contains(trend.window()));
        }
        for (Duration window : interest.trends()) {
            Trend trend = trend(window);
            if (trend == null) {
                trend = new Trend(window);
                trends.add(trend);
            }
            trend.add(at, value);
        }
    }

    /** After the rules have compared it with what is usual. */
    void learn(Interest interest, long at, double value, boolean conditionIsOn) {
        if (baselines.size() != interest.baselines().size()) {
            baselines.removeIf(b -> !interest.baselines().containsKey(b.learnOver()));
        }
        interest.baselines()
                .forEach((learnOver, leastSpread) -> {
                    Baseline baseline = baseline(learnOver);
                    if (baseline == null) {
                        baseline = new Baseline(learnOver);
                        baselines.add(baseline);
                    }
                    baseline.learn(at, value, leastSpread, conditionIsOn);
                });
    }

    /** Null before the first value. */
    @Nullable MedianWindow median(Duration window) {
        for (MedianWindow median : medians) {
            if (median.window().equals(window)) {
                return median;
            }
        }
        return null;
    }

    Optional<Slope> slope(Duration window, VitalSign sign) {
        Trend trend = trend(window);
        if (trend == null) {
            return Optional.empty();
        }
        if (slopeOf != trend) {
            slope = trend.slope(RESOLUTIONS[sign.number()]);
            slopeOf = trend;
        }
        return slope;
    }

    @Nullable Baseline baseline(Duration learnOver) {
        for (Baseline baseline : baselines) {
            if (baseline.learnOver().equals(learnOver)) {
                return baseline;
            }
        }
        return null;
    }

    private @Nullable Trend trend(Duration window) {
        for (Trend trend : trends) {
            if (trend.window().equals(window)) {
                return trend;
            }
        }
        return null;
    }

    void write(StateWriter out, IdTable ids) {
        Measured last = newest;
        boolean few = medians.size() < 4 && trends.size() < 4 && baselines.size() < 4;
        out.bits(
                (few ? medians.size() | trends.size() << 2 | baselines.size() << 4 : MANY)
                        | (last == null ? 0 : NEWEST));
        if (!few) {
            out.varint(medians.size());
            out.varint(trends.size());
            out.varint(baselines.size());
        }
        if (last != null) {
            out.value(last.value());
            out.time(last.at());
            out.varint(ids.indexOf(last.messageId()));
        }
        medians.forEach(median -> median.write(out));
        trends.forEach(trend -> trend.write(out));
        baselines.forEach(baseline -> baseline.write(out));
    }

    static SignMemory read(StateReader in, IdTable ids) {
        SignMemory memory = new SignMemory();
        int bits = in.bits();
        boolean many = (bits & MANY) != 0;
        int medians = many ? (int) in.varint() : bits & 3;
        int trends = many ? (int) in.varint() : bits >> 2 & 3;
        int baselines = many ? (int) in.varint() : bits >> 4 & 3;
        if ((bits & NEWEST) != 0) {
            double value = in.value();
            long at = in.time();
            memory.newest = new Measured(value, at, ids.at((int) in.varint()));
        }
        for (int i = 0; i < medians; i++) {
            memory.medians.add(MedianWindow.read(in));
        }
        for (int i = 0; i < trends; i++) {
            memory.trends.add(Trend.read(in));
        }
        for (int i = 0; i < baselines; i++) {
            memory.baselines.add(Baseline.read(in));
        }
        return memory;
    }

    /** Canonical units, by number of the sign. */
    private static double[] resolutions() {
        int highest =
                Arrays.stream(VitalSign.values()).mapToInt(VitalSign::number).max().orElseThrow();
        double[] resolutions = new double[highest + 1];
        for (VitalSign sign : VitalSign.values()) {
            resolutions[sign.number()] = sign.entry().resolution().doubleValue();
        }
        return resolutions;
    }
}
