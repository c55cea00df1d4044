package org.vitalwire.analytics.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What a table can band. Named in tables as {@code heart-rate}, {@code slope:heart-rate}, {@code
 * deviation:heart-rate}, {@code ratio:heart-rate/systolic-pressure}, {@code
 * mean-of:systolic-pressure/diastolic-pressure}, or by the name of a declared input.
 */
public sealed interface Feature {

    /** As in tables, and in the freshness of a policy. */
    String name();

    /** UCUM, empty where there is none. */
    String unit();

    /** To the resolution at which it is banded, half up. */
    double quantise(double value);

    /** The value as people write it, with its unit. */
    String format(double value);

    /** The signs that it is made of. */
    List<VitalSign> signs();

    /** The value of a sign. */
    record Level(VitalSign sign) implements Feature {
        @Override
        public String name() {
            return sign.code();
        }

        @Override
        public String unit() {
            return sign.entry().unit();
        }

        @Override
        public double quantise(double value) {
            return sign.entry().roundToResolution(value);
        }

        @Override
        public String format(double value) {
            CatalogueEntry entry = sign.entry();
            return withUnit(entry.format(value), entry.unitDisplay());
        }

        @Override
        public List<VitalSign> signs() {
            return List.of(sign);
        }
    }

    /** The change of a sign per hour. */
    record Slope(VitalSign sign) implements Feature {
        static final String PREFIX = "slope:";

        @Override
        public String name() {
            return PREFIX + sign.code();
        }

        @Override
        public String unit() {
            return sign.entry().unit() + "/h";
        }

        @Override
        public double quantise(double value) {
            return value;
        }

        @Override
        public String format(double value) {
            return withUnit(signed(value), sign.entry().unitDisplay()) + " per hour";
        }

        @Override
        public List<VitalSign> signs() {
            return List.of(sign);
        }
    }

    /** The distance of a sign from the patient's own usual, in robust deviations. */
    record Deviation(VitalSign sign) implements Feature {
        static final String PREFIX = "deviation:";

        @Override
        public String name() {
            return PREFIX + sign.code();
        }

        @Override
        public String unit() {
            return "1";
        }

        @Override
        public double quantise(double value) {
            return value;
        }

        @Override
        public String format(double value) {
            return signed(value) + " deviations from the usual";
        }

        @Override
        public List<VitalSign> signs() {
            return List.of(sign);
        }
    }

    /** One sign divided by another, for example the shock index; to a hundredth. */
    record Ratio(VitalSign numerator, VitalSign denominator) implements Feature {
        static final String PREFIX = "ratio:";

        @Override
        public String name() {
            return PREFIX + numerator.code() + "/" + denominator.code();
        }

        @Override
        public String unit() {
            return "1";
        }

        @Override
        public double quantise(double value) {
            return Math.floor(value * 100 + 0.5 + 1e-9) / 100;
        }

        @Override
        public String format(double value) {
            return rounded(value, 2);
        }

        @Override
        public List<VitalSign> signs() {
            return List.of(numerator, denominator);
        }
    }

    /** (systolic + 2 diastolic) / 3 of one and the same measurement; to 1 mmHg. */
    record MeanOf(VitalSign systolic, VitalSign diastolic) implements Feature {
        static final String PREFIX = "mean-of:";

        @Override
        public String name() {
            return PREFIX + systolic.code() + "/" + diastolic.code();
        }

        @Override
        public String unit() {
            return systolic.entry().unit();
        }

        @Override
        public double quantise(double value) {
            return systolic.entry().roundToResolution(value);
        }

        @Override
        public String format(double value) {
            return withUnit(rounded(value, 0), systolic.entry().unitDisplay());
        }

        @Override
        public List<VitalSign> signs() {
            return List.of(systolic, diastolic);
        }
    }

    /**
     * An input that no device of ours measures, from {@code inputs.json}.
     *
     * @param digits after the point at which it is banded
     * @param codes for words, those whose index is the value; else empty
     */
    record Declared(String name, String unit, int digits, List<String> codes) implements Feature {
        public Declared {
            codes = List.copyOf(codes);
        }

        @Override
        public double quantise(double value) {
            double steps = Math.pow(10, digits);
            return Math.floor(value * steps + 0.5 + 1e-9) / steps;
        }

        @Override
        public String format(double value) {
            int index = (int) value;
            if (!codes.isEmpty()) {
                return index >= 0 && index < codes.size() ? codes.get(index) : "?";
            }
            return withUnit(rounded(value, digits), unit);
        }

        @Override
        public List<VitalSign> signs() {
            return List.of();
        }
    }

    /** The feature of that name; empty for a name that means nothing. */
    static Optional<Feature> ofName(String name) {
        Feature found = find(name);
        return Optional.ofNullable(found);
    }

    private static @Nullable Feature find(String name) {
        if (name.startsWith(Slope.PREFIX)) {
            return quantity(name.substring(Slope.PREFIX.length())).map(Slope::new).orElse(null);
        }
        if (name.startsWith(Deviation.PREFIX)) {
            return quantity(name.substring(Deviation.PREFIX.length()))
                    .map(Deviation::new)
                    .orElse(null);
        }
        if (name.startsWith(Ratio.PREFIX) || name.startsWith(MeanOf.PREFIX)) {
            boolean ratio = name.startsWith(Ratio.PREFIX);
            String[] two = name.substring(name.indexOf(':') + 1).split("/", -1);
            Optional<VitalSign> first = quantity(two[0]);
            Optional<VitalSign> second = two.length == 2 ? quantity(two[1]) : Optional.empty();
            if (first.isEmpty() || second.isEmpty()) {
                return null;
            }
            return ratio
                    ? new Ratio(first.get(), second.get())
                    : new MeanOf(first.get(), second.get());
        }
        Optional<VitalSign> sign = VitalSign.ofCode(name);
        if (sign.isPresent()) {
            return sign.get().entry().kind() == CatalogueEntry.Kind.WAVEFORM
                    ? null
                    : new Level(sign.get());
        }
        return DeclaredInputs.shipped().find(name).orElse(null);
    }

    /** A trend, a usual or a ratio of letters or of a wave means nothing. */
    private static Optional<VitalSign> quantity(String code) {
        return VitalSign.ofCode(code)
                .filter(sign -> sign.entry().kind() == CatalogueEntry.Kind.QUANTITY);
    }

    private static String withUnit(String number, String unit) {
        return unit.isEmpty() || unit.equals("1") ? number : number + " " + unit;
    }

    private static String rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + rounded(value, 1);
    }
}
