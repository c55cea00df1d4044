package org.vitalwire.analytics.news2;

import java.util.Arrays;
import java.util.Optional;
import org.vitalwire.contracts.vitals.VitalSign;

/** The seven parameters of NEWS2, in the order of the chart. */
public enum Parameter {
    RESPIRATORY_RATE("respiratory-rate", VitalSign.RESPIRATORY_RATE, "respiratory rate"),
    SPO2("spo2", VitalSign.SPO2, "SpO2"),
    /** 0 = air, 1 = supplemental oxygen. */
    OXYGEN("oxygen", VitalSign.OXYGEN_FLOW, "oxygen"),
    SYSTOLIC_PRESSURE("systolic-pressure", VitalSign.SYSTOLIC_PRESSURE, "systolic pressure"),
    PULSE("pulse", VitalSign.HEART_RATE, "pulse"),
    CONSCIOUSNESS("consciousness", VitalSign.CONSCIOUSNESS, "consciousness"),
    TEMPERATURE("temperature", VitalSign.TEMPERATURE, "temperature");

    private static final Parameter[] ALL = values();

    private final String code;
    private final VitalSign chartedAs;
    private final String display;

    Parameter(String code, VitalSign chartedAs, String display) {
        this.code = code;
        this.chartedAs = chartedAs;
        this.display = display;
    }

    /** The name of the component in a score. */
    public String code() {
        return code;
    }

    /** For people, within a sentence. */
    public String display() {
        return display;
    }

    @SuppressWarnings("EnumOrdinal") // an index is what is wanted
    int index() {
        return ordinal();
    }

    static int count() {
        return ALL.length;
    }

    static Parameter at(int ordinal) {
        return ALL[ordinal];
    }

    static Optional<Parameter> ofCode(String code) {
        return Arrays.stream(ALL).filter(parameter -> parameter.code.equals(code)).findFirst();
    }

    /** To the resolution of the chart, half up: 95.5 is 96, 38.04 is 38.0. */
    double quantise(double value) {
        return this == OXYGEN ? value : chartedAs.entry().roundToResolution(value);
    }

    /** The value as people write it, with its unit. */
    public String format(double value) {
        if (this == OXYGEN) {
            return value > 0 ? "on oxygen" : "on air";
        }
        String number = chartedAs.entry().format(value);
        String unit = chartedAs.entry().unitDisplay();
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
