package org.vitalwire.alert.oncall;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which order a care unit's people are called; after them everyone of the team. */
public enum DutyRole {
    /** Looks after the patient. */
    PRIMARY,
    /** Stands in when the first one does not answer. */
    BUDDY,
    CHARGE_NURSE;

    /** As in documents and paths: {@code charge-nurse}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<DutyRole> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
