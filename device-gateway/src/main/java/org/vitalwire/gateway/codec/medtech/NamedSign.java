package org.vitalwire.gateway.codec.medtech;

import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What a value of a template is.
 *
 * @param unit of the numbers that devices send; empty for coded signs
 * @param source who says so
 */
public record NamedSign(VitalSign sign, String unit, Source source) {

    /** From the surest to the least sure. */
    public enum Source {
        /** The {@code vitalwire} member of the upload. */
        VITALWIRE_MEMBER,
        /** MedTech's own FHIR destination mapping: its code and its unit. */
        FHIR_MAPPING,
        /** The table of names; the unit is the one that the sign has in all the samples. */
        NAME
    }

    boolean comesInItsUnit() {
        return sign.entry().kind() != Kind.QUANTITY
                || sign.entry().toCanonical(1, unit).isPresent();
    }
}
