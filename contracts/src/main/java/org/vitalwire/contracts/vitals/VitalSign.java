package org.vitalwire.contracts.vitals;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A vital sign that the platform knows. Everything about it but its name is data: see {@link
 * #entry()} and {@code vital-signs.tsv}.
 */
public enum VitalSign {
    HEART_RATE("heart-rate"),
    PULSE_RATE("pulse-rate"),
    RESPIRATORY_RATE("respiratory-rate"),
    SPO2("spo2"),
    PERFUSION_INDEX("perfusion-index"),
    SYSTOLIC_PRESSURE("systolic-pressure"),
    DIASTOLIC_PRESSURE("diastolic-pressure"),
    MEAN_PRESSURE("mean-pressure"),
    INVASIVE_SYSTOLIC_PRESSURE("invasive-systolic-pressure"),
    INVASIVE_DIASTOLIC_PRESSURE("invasive-diastolic-pressure"),
    INVASIVE_MEAN_PRESSURE("invasive-mean-pressure"),
    TEMPERATURE("temperature"),
    TEMPERATURE_CORE("temperature-core"),
    TEMPERATURE_TYMPANIC("temperature-tympanic"),
    TEMPERATURE_AXILLARY("temperature-axillary"),
    TEMPERATURE_ORAL("temperature-oral"),
    TEMPERATURE_RECTAL("temperature-rectal"),
    ETCO2("etco2"),
    FIO2("fio2"),
    OXYGEN_FLOW("oxygen-flow"),
    CONSCIOUSNESS("consciousness"),
    GCS("gcs"),
    GLUCOSE("glucose"),
    WEIGHT("weight"),
    ECG_LEAD_I("ecg-lead-i"),
    ECG_LEAD_II("ecg-lead-ii"),
    ECG_LEAD_III("ecg-lead-iii"),
    PLETH("pleth"),
    ECG_LEAD_AVR("ecg-lead-avr"),
    ECG_LEAD_AVL("ecg-lead-avl"),
    ECG_LEAD_AVF("ecg-lead-avf"),
    ECG_LEAD_V("ecg-lead-v"),
    ECG_LEAD_V1("ecg-lead-v1"),
    ECG_LEAD_V2("ecg-lead-v2"),
    ECG_LEAD_V3("ecg-lead-v3"),
    ECG_LEAD_V4("ecg-lead-v4"),
    ECG_LEAD_V5("ecg-lead-v5"),
    ECG_LEAD_V6("ecg-lead-v6"),
    RESPIRATION_WAVE("respiration-wave"),
    ARTERIAL_PRESSURE_WAVE("arterial-pressure-wave"),
    CO2_WAVE("co2-wave");

    private static final VitalSign[] BY_NUMBER = byNumber();
    private static final Map<String, VitalSign> BY_CODE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(VitalSign::code, Function.identity()));

    private final String code;

    // Its lists and maps are immutable copies.
    @SuppressWarnings("ImmutableEnumChecker")
    private final CatalogueEntry entry;

    VitalSign(String code) {
        this.code = code;
        this.entry = Catalogue.entry(code);
    }

    /** The name on our own interfaces, for example {@code heart-rate}. */
    public String code() {
        return code;
    }

    /** The number on the wire. */
    public int number() {
        return entry.number();
    }

    public CatalogueEntry entry() {
        return entry;
    }

    public static Optional<VitalSign> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Empty for a number of a later release, which a reader must skip. */
    public static Optional<VitalSign> ofNumber(int number) {
        return number >= 0 && number < BY_NUMBER.length
                ? Optional.ofNullable(BY_NUMBER[number])
                : Optional.empty();
    }

    private static VitalSign[] byNumber() {
        int highest = Arrays.stream(values()).mapToInt(VitalSign::number).max().orElseThrow();
        VitalSign[] signs = new VitalSign[highest + 1];
        for (VitalSign sign : values()) {
            signs[sign.number()] = sign;
        }
        return signs;
    }
}
