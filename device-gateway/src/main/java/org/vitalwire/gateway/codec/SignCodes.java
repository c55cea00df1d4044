package org.vitalwire.gateway.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Signs by the codes that devices send: LOINC and IEEE 11073-10101 (MDC). Codes that several signs
 * share mean the more general one: 8867-4 is the heart rate, 8480-6 the cuff's pressure, 8310-5 the
 * body temperature of no particular site.
 */
public final class SignCodes {

    private static final Map<String, VitalSign> BY_LOINC = new HashMap<>();
    private static final Map<Integer, VitalSign> BY_MDC = new HashMap<>();

    static {
        List<VitalSign> signs = Arrays.asList(VitalSign.values());
        // First codes first: 8310-5 stands beside every temperature, but is that of the first one.
        signs.stream()
                .filter(sign -> !sign.entry().loinc().isEmpty())
                .forEach(sign -> BY_LOINC.putIfAbsent(sign.entry().loinc().getFirst(), sign));
        signs.forEach(
                sign -> sign.entry().loinc().forEach(code -> BY_LOINC.putIfAbsent(code, sign)));
        signs.forEach(sign -> sign.entry().mdc().forEach(code -> BY_MDC.putIfAbsent(code, sign)));
        // What means the same to us, but has a code of its own in MDC.
        alias(VitalSign.PULSE_RATE, 149546, 149514);
        alias(VitalSign.RESPIRATORY_RATE, 151570, 151578, 151586, 151594);
        alias(VitalSign.TEMPERATURE, 150344);
        alias(VitalSign.TEMPERATURE_AXILLARY, 188452);
        alias(VitalSign.INVASIVE_SYSTOLIC_PRESSURE, 150017, 150033);
        alias(VitalSign.INVASIVE_DIASTOLIC_PRESSURE, 150018, 150034);
        alias(VitalSign.INVASIVE_MEAN_PRESSURE, 150019, 150035);
        // Capillary, venous and arterial, whole blood and plasma; undetermined.
        alias(VitalSign.GLUCOSE, 160188, 160192, 160196, 160200, 160204, 160364, 160368);
    }

    private SignCodes() {}

    public static Optional<VitalSign> ofLoinc(String code) {
        return Optional.ofNullable(BY_LOINC.get(code));
    }

    /**
     * @param code partition and term together, as in {@code 2 << 16 | 19384} for SpO2
     */
    public static Optional<VitalSign> ofMdc(int code) {
        return Optional.ofNullable(BY_MDC.get(code));
    }

    private static void alias(VitalSign sign, Integer... codes) {
        for (Integer code : codes) {
            BY_MDC.putIfAbsent(code, sign);
        }
    }
}
