package org.vitalwire.gateway.codec;

import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;

/** A measured number as it is stored. */
public final class Measurement {

    private Measurement() {}

    /**
     * Rounds to the sign's resolution and flags what no living patient has. The rounded value is
     * judged, as that is the one everybody sees.
     *
     * @param canonical finite, in the sign's canonical unit
     */
    public static VitalValue of(VitalSign sign, double canonical) {
        CatalogueEntry entry = sign.entry();
        // Adding zero makes a negative zero an ordinary one.
        double rounded = entry.roundToResolution(canonical) + 0.0;
        return new VitalValue(
                sign, rounded, entry.isPlausible(rounded) ? 0 : ValueFlag.IMPLAUSIBLE.bit());
    }
}
