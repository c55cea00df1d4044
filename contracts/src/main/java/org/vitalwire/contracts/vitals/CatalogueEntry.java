package org.vitalwire.contracts.vitals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the catalogue says of one vital sign.
 *
 * @param number on the wire, never reused
 * @param monitored whether it has a column of its own in the wide sample table
 * @param unit canonical UCUM unit, empty for coded signs
 * @param unitDisplay the unit as people write it
 * @param low lowest physiologically plausible value, canonical unit, inclusive
 * @param high highest physiologically plausible value, canonical unit, inclusive
 * @param resolution the step that stored values are rounded to, canonical unit
 * @param loinc the code first, then those that are sent beside it
 * @param mdc IEEE 11073-10101 codes, the code first
 * @param codes for coded signs, the letters whose index is the value
 * @param conversions accepted units and the way to the canonical one
 */
public record CatalogueEntry(
        int number,
        String code,
        String display,
        Kind kind,
        boolean monitored,
        String unit,
        String unitDisplay,
        double low,
        double high,
        BigDecimal resolution,
        List<String> loinc,
        List<Integer> mdc,
        List<String> codes,
        Map<String, UnitConversion> conversions) {

    /** How a sign's value is to be read. */
    public enum Kind {
        QUANTITY,
        /** The value is the index into {@link CatalogueEntry#codes}. */
        CODED,
        WAVEFORM
    }

    /** {@code canonical = accepted * factor + offset}. */
    public record UnitConversion(double factor, double offset) {
        double apply(double accepted) {
            return accepted * factor + offset;
        }
    }

    public CatalogueEntry {
        loinc = List.copyOf(loinc);
        mdc = List.copyOf(mdc);
        codes = List.copyOf(codes);
        conversions = Map.copyOf(conversions);
    }

    /** The value in the canonical unit, or empty when this sign does not come in such a unit. */
    public OptionalDouble toCanonical(double value, String unitOfValue) {
        if (unitOfValue.equals(unit)) {
            return OptionalDouble.of(value);
        }
        UnitConversion conversion = conversions.get(unitOfValue);
        return conversion == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(conversion.apply(value));
    }

    public boolean isPlausible(double canonicalValue) {
        return canonicalValue >= low && canonicalValue <= high;
    }

    /** Half away from zero, as on a paper chart: 95.5 is charted as 96. */
    public double roundToResolution(double canonicalValue) {
        int scale = Math.max(resolution.scale(), 0);
        double steps =
                switch (scale) {
                    case 0 -> 1;
                    case 1 -> 10;
                    case 2 -> 100;
                    default -> 0;
                };
        if (steps != 0
                && resolution.unscaledValue().intValue() == 1
                && Math.abs(canonicalValue) < 1e9) {
            // Exact enough and free of garbage; the tiny nudge undoes binary fractions such as
            // 38.05, which is stored a hair below.
            double scaled = canonicalValue * steps;
            return Math.copySign(Math.floor(Math.abs(scaled) + 0.5 + 1e-9), scaled) / steps;
        }
        return BigDecimal.valueOf(canonicalValue)
                .divide(resolution, 0, RoundingMode.HALF_UP)
                .multiply(resolution)
                .doubleValue();
    }

    /** The index that stands for a letter such as {@code V}. */
    public Optional<Integer> indexOfCode(String letter) {
        int index = codes.indexOf(letter);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    /** The value as people write it, without the unit: {@code 36.9}, {@code 72}, {@code V}. */
    public String format(double value) {
        if (kind == Kind.CODED) {
            int index = (int) value;
            return index >= 0 && index < codes.size() ? codes.get(index) : "?";
        }
        return BigDecimal.valueOf(value)
                .setScale(Math.max(resolution.scale(), 0), RoundingMode.HALF_UP)
                .toPlainString();
    }
}
