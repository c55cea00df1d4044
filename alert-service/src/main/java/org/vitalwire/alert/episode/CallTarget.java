package org.vitalwire.alert.episode;

import java.util.Locale;

/** Who of a ward is called. */
public enum CallTarget {
    /** The nurse who has the patient. */
    PRIMARY,
    /** Who stands in for the primary. */
    BUDDY,
    CHARGE_NURSE,
    /** All who are named for the ward and all who are on duty. */
    EVERYONE;

    /** As the API and the settings write it, for example {@code charge-nurse}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
