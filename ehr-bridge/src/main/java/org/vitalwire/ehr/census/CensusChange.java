package org.vitalwire.ehr.census;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.vitalwire.contracts.id.PatientId;

/**
 * What somebody says of a patient. What is left out stays as it is.
 *
 * @param place where the patient is; empty: nothing was said of it
 * @param saidAt when it was entered over there: an older word never overwrites a newer one
 */
public record CensusChange(
        PatientId patientId,
        Optional<String> displayName,
        Optional<LocalDate> birthDate,
        Optional<Place> place,
        Stay stay,
        Instant saidAt,
        CensusSource source) {

    /** A unit and, if known, a bed in it. */
    public record Place(String careUnit, Optional<String> bed) {}

    /** Whether the patient is here. */
    public sealed interface Stay {
        /** Admitted, moved, or a discharge was cancelled. */
        record Here() implements Stay {}

        /** Discharged, or the admission was cancelled. */
        record Gone(Instant at) implements Stay {}

        /** Nothing was said of it. */
        record AsBefore() implements Stay {}
    }

    /** Prints no name. */
    @Override
    public String toString() {
        return "CensusChange";
    }
}
