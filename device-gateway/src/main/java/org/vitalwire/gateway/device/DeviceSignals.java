package org.vitalwire.gateway.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What devices of a model measure, with the range that they can measure. A sign that is not listed
 * has no range: it is taken as it comes.
 */
public final class DeviceSignals {

    private static final int NUMBERS =
            Arrays.stream(VitalSign.values()).mapToInt(VitalSign::number).max().orElseThrow() + 1;
    private static final int OUTSIDE = ValueFlag.OUT_OF_DEVICE_RANGE.bit();

    /** Of a make that declares nothing. */
    public static final DeviceSignals UNKNOWN = new DeviceSignals(List.of());

    private final List<Signal> signals;

    /** By the sign's number, canonical unit; asked for each value of each message. */
    private final double[] low = new double[NUMBERS];

    private final double[] high = new double[NUMBERS];
    private final boolean bounded;

    @JsonCreator
    public DeviceSignals(List<Signal> signals) {
        this.signals = List.copyOf(signals);
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        boolean any = false;
        boolean[] seen = new boolean[low.length];
        for (Signal signal : this.signals) {
            int sign = signal.sign().number();
            if (seen[sign]) {
                throw new IllegalArgumentException("a model lists a sign twice");
            }
            seen[sign] = true;
            low[sign] = signal.canonical(signal.low(), Double.NEGATIVE_INFINITY);
            high[sign] = signal.canonical(signal.high(), Double.POSITIVE_INFINITY);
            any |= signal.low().isPresent() || signal.high().isPresent();
        }
        this.bounded = any;
    }

    /**
     * One sign of a model.
     *
     * @param unit UCUM, that of low and high
     * @param rateHz how often it is measured or sampled; empty for what is measured now and then
     * @param low least value that the device can measure, inclusive
     * @param high greatest value that the device can measure, inclusive
     */
    public record Signal(
            VitalSign sign,
            String unit,
            OptionalDouble rateHz,
            OptionalDouble low,
            OptionalDouble high) {

        public Signal {
            if (sign.entry().toCanonical(0, unit).isEmpty()) {
                throw new IllegalArgumentException(sign.code() + " does not come in that unit");
            }
            if (low.isPresent() && high.isPresent() && low.getAsDouble() >= high.getAsDouble()) {
                throw new IllegalArgumentException(sign.code() + ": low is not below high");
            }
            if (rateHz.isPresent() && !(rateHz.getAsDouble() > 0)) {
                throw new IllegalArgumentException(sign.code() + ": a rate is positive");
            }
        }

        /** From JSON, where everything but the sign may be absent. */
        @JsonCreator
        static Signal of(
                String sign,
                @Nullable String unit,
                @Nullable Double rateHz,
                @Nullable Double low,
                @Nullable Double high) {
            VitalSign known =
                    VitalSign.ofCode(sign)
                            .orElseThrow(() -> new IllegalArgumentException("a sign is not known"));
            return new Signal(
                    known,
                    Objects.requireNonNullElse(unit, known.entry().unit()),
                    optional(rateHz),
                    optional(low),
                    optional(high));
        }

        private static OptionalDouble optional(@Nullable Double value) {
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }

        private double canonical(OptionalDouble bound, double none) {
            return bound.isEmpty()
                    ? none
                    : sign.entry().toCanonical(bound.getAsDouble(), unit).orElse(none);
        }
    }

    /** In the order in which they are listed. */
    public List<Signal> all() {
        return signals;
    }

    public Optional<Signal> find(VitalSign sign) {
        return signals.stream().filter(signal -> signal.sign() == sign).findFirst();
    }

    /**
     * The same values, with {@link ValueFlag#OUT_OF_DEVICE_RANGE} on those that the device cannot
     * have measured. A bound is compared at the sign's own resolution, as values are stored in it.
     */
    public List<VitalValue> judge(List<VitalValue> values) {
        if (!bounded) {
            return values;
        }
        @Nullable List<VitalValue> judged = null;
        for (int i = 0; i < values.size(); i++) {
            VitalValue value = values.get(i);
            if (!isWithin(value)) {
                if (judged == null) {
                    judged = new ArrayList<>(values);
                }
                judged.set(i, new VitalValue(value.sign(), value.value(), value.flags() | OUTSIDE));
            }
        }
        return judged == null ? values : judged;
    }

    private boolean isWithin(VitalValue value) {
        int sign = value.sign().number();
        double measured = value.value();
        if (measured >= low[sign] && measured <= high[sign]) {
            return true;
        }
        CatalogueEntry entry = value.sign().entry();
        return measured >= rounded(entry, low[sign]) && measured <= rounded(entry, high[sign]);
    }

    private static double rounded(CatalogueEntry entry, double bound) {
        return Double.isInfinite(bound) ? bound : entry.roundToResolution(bound);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeviceSignals that && signals.equals(that.signals);
    }

    @Override
    public int hashCode() {
        return signals.hashCode();
    }

    @Override
    public String toString() {
        return signals.toString();
    }
}
