package org.vitalwire.gateway.codec.senml;

import java.util.Map;
import java.util.Optional;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.SignCodes;

/** Signs by the names of records, and units as SenML spells them. */
final class SenMlSigns {

    /** SenML's registry to UCUM, where they differ. */
    private static final Map<String, String> UCUM =
            Map.of(
                    "/", "1",
                    "beat/min", "/min",
                    "1/min", "/min",
                    "1/s", "Hz",
                    "%EL", "",
                    "%RH", "");

    private static final int LONGEST_MDC = 7;

    private SenMlSigns() {}

    /**
     * By the last segment of a name such as {@code urn:dev:ow:10e2073a01080063:spo2}: a sign's own
     * code, its LOINC code, or its MDC code in decimal.
     */
    static Optional<VitalSign> ofName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
        return VitalSign.ofCode(last)
                .or(() -> SignCodes.ofLoinc(last))
                .or(() ->
                        isNumber(last)
                                ? SignCodes.ofMdc(Integer.parseInt(last))
                                : Optional.empty());
    }

    static String ucum(String unit) {
        return UCUM.getOrDefault(unit, unit);
    }

    /** RFC 8428 4.5.1: letters, digits and {@code - : . / _}, a letter or digit first. */
    static boolean isName(String name) {
        if (name.isEmpty() || !isAlphanumeric(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> isAlphanumeric((char) c) || "-:./_".indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_MDC
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
