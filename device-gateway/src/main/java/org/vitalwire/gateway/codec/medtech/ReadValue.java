package org.vitalwire.gateway.codec.medtech;

import java.util.OptionalDouble;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.Measurement;

/** What an expression found, as a vital sign. */
sealed interface ReadValue {

    record Taken(VitalValue value) implements ReadValue {}

    /** The reason names no data. */
    record Refused(FailureCode code, String why) implements ReadValue {}

    /** Numbers may come as text: MedTech makes text of all of them. */
    static ReadValue of(NamedSign named, Object found) {
        VitalSign sign = named.sign();
        if (sign.entry().kind() == Kind.CODED) {
            return found instanceof String letter && sign.entry().indexOfCode(letter).isPresent()
                    ? new Taken(new VitalValue(sign, sign.entry().indexOfCode(letter).get(), 0))
                    : new Refused(
                            FailureCode.UNKNOWN_CODE,
                            "one of " + String.join(", ", sign.entry().codes()));
        }
        OptionalDouble number = number(found);
        if (number.isEmpty()) {
            return new Refused(FailureCode.NOT_A_NUMBER, "not a number");
        }
        OptionalDouble canonical = sign.entry().toCanonical(number.getAsDouble(), named.unit());
        if (canonical.isEmpty()) {
            return new Refused(FailureCode.UNKNOWN_UNIT, "not in that unit");
        }
        return Double.isFinite(canonical.getAsDouble())
                ? new Taken(Measurement.of(sign, canonical.getAsDouble()))
                : new Refused(FailureCode.NOT_A_NUMBER, "not a finite number");
    }

    private static OptionalDouble number(Object found) {
        if (found instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        if (found instanceof String text && isDecimal(text.strip())) {
            try {
                return OptionalDouble.of(Double.parseDouble(text.strip()));
            } catch (NumberFormatException e) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }

    /** Java's own parser takes more: hexadecimal, NaN, {@code 1d}. */
    private static boolean isDecimal(String text) {
        return text.length() <= 40
                && text.chars()
                        .allMatch(c ->
                                (c >= '0' && c <= '9')
                                        || c == '.'
                                        || c == '-'
                                        || c == '+'
                                        || c == 'e'
                                        || c == 'E');
    }
}
