package org.vitalwire.analytics.news2;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.VitalSign;

/** What is remembered of a patient to score NEWS2: the newest value of each kind of input. */
public enum Slot {
    RESPIRATORY_RATE("respiratory-rate", VitalSign.RESPIRATORY_RATE),
    SPO2("spo2", VitalSign.SPO2),
    OXYGEN_FLOW("oxygen-flow", VitalSign.OXYGEN_FLOW),
    FIO2("fio2", VitalSign.FIO2),
    CUFF_SYSTOLIC("systolic-pressure", VitalSign.SYSTOLIC_PRESSURE),
    INVASIVE_SYSTOLIC("invasive-systolic-pressure", VitalSign.INVASIVE_SYSTOLIC_PRESSURE),
    HEART_RATE("heart-rate", VitalSign.HEART_RATE),
    PULSE_RATE("pulse-rate", VitalSign.PULSE_RATE),
    CONSCIOUSNESS("consciousness", VitalSign.CONSCIOUSNESS),
    /** Of any site: the newest. */
    TEMPERATURE(
            "temperature",
            VitalSign.TEMPERATURE,
            VitalSign.TEMPERATURE_CORE,
            VitalSign.TEMPERATURE_TYMPANIC,
            VitalSign.TEMPERATURE_AXILLARY,
            VitalSign.TEMPERATURE_ORAL,
            VitalSign.TEMPERATURE_RECTAL);

    private static final Slot[] ALL = values();
    private static final @Nullable Slot[] BY_NUMBER = byNumber();

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // never written after construction
    private final VitalSign[] signs;

    Slot(String code, VitalSign... signs) {
        this.code = code;
        this.signs = signs;
    }

    /** As in the policy's freshness table. */
    public String code() {
        return code;
    }

    /**
     * Its place in arrays of slots, and in the stored state: the order of slots is never changed.
     */
    @SuppressWarnings("EnumOrdinal") // an index is what is wanted
    public int index() {
        return ordinal();
    }

    public static int count() {
        return ALL.length;
    }

    public static Slot at(int ordinal) {
        return ALL[ordinal];
    }

    /** The slot that a sign goes into, or null when NEWS2 has no use for it. */
    public static @Nullable Slot of(VitalSign sign) {
        return BY_NUMBER[sign.number()];
    }

    public static Optional<Slot> ofCode(String code) {
        return Arrays.stream(ALL).filter(slot -> slot.code.equals(code)).findFirst();
    }

    private static @Nullable Slot[] byNumber() {
        int highest =
                Arrays.stream(VitalSign.values()).mapToInt(VitalSign::number).max().orElseThrow();
        @Nullable Slot[] slots = new @Nullable Slot[highest + 1];
        for (Slot slot : ALL) {
            for (VitalSign sign : slot.signs) {
                slots[sign.number()] = slot;
            }
        }
        return slots;
    }
}
