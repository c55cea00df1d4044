package org.vitalwire.contracts.reading;

import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * One value of one sign.
 *
 * @param value in the sign's canonical unit, finite; an absent value is an absent object
 * @param flags bit mask of {@link ValueFlag}
 */
public record VitalValue(VitalSign sign, double value, int flags) {

    public VitalValue {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(sign.code() + " must be a finite number");
        }
    }

    public boolean isScorable() {
        return ValueFlag.scorable(flags);
    }
}
