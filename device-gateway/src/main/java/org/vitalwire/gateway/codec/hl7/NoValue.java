package org.vitalwire.gateway.codec.hl7;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which monitors say that they have no value, as seen in the field. None of them is
 * ever a vital sign's value: no sign of the catalogue can be negative or in the millions.
 */
final class NoValue {

    private static final Map<Double, String> NUMBERS =
            Map.of(
                    -1.0, "-1",
                    -100.0, "-100",
                    -999.0, "-999",
                    -9999.0, "-9999",
                    -10_000.0, "-10000",
                    -99.9, "-99.9",
                    // IEEE 11073-20601 FLOAT without its exponent.
                    8_388_607.0, "8388607 (0x7FFFFF, not a number)",
                    8_388_608.0, "8388608 (0x800000, not at this resolution)",
                    8_388_606.0, "8388606 (0x7FFFFE, infinite)",
                    -8_388_608.0, "-8388608 (0x800000, not at this resolution)");

    /** What displays show instead of a number. */
    private static final Set<String> WORDS =
            Set.of("-", "--", "---", "----", "-?-", "?", "???", "***", "nan", "n/a", "na", "null");

    /** HL7 table 0085: cannot be obtained, not asked, pending, order detail only. */
    private static final Set<String> STATUSES = Set.of("X", "N", "I", "O");

    /** IEEE 11073 MeasurementStatus in OBX-8 (PCD technical framework 2, appendix B.8). */
    private static final Set<String> MEASUREMENT_STATUSES = Set.of("INV", "NAV", "OFF");

    private NoValue() {}

    /** Which status of OBX-11 or OBX-8 says that there is no value, or null. */
    static @Nullable String status(String resultStatus, List<String> measurementStatuses) {
        if (STATUSES.contains(resultStatus)) {
            return "status " + resultStatus;
        }
        for (String status : measurementStatuses) {
            if (MEASUREMENT_STATUSES.contains(status)) {
                return "status " + status;
            }
        }
        return null;
    }

    /** Which way of saying nothing OBX-5 is, or null. */
    static @Nullable String text(String value) {
        if (value.isEmpty() || value.equals("\"\"")) {
            return "empty";
        }
        return WORDS.contains(value.toLowerCase(Locale.ROOT)) ? "a placeholder" : null;
    }

    /**
     * Which sentinel the number is, or null.
     *
     * @param sent as it came, before any conversion of its unit
     */
    static @Nullable String number(double sent) {
        String sentinel = NUMBERS.get(sent);
        return sentinel == null ? null : sentinel + " sentinel";
    }
}
