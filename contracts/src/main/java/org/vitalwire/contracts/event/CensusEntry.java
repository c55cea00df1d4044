package org.vitalwire.contracts.event;

import java.time.LocalDate;
import java.util.Optional;
import org.vitalwire.contracts.id.PatientId;

/** The least a ward board needs to name a patient; no clinical data. */
public record CensusEntry(
        PatientId patientId,
        Optional<String> displayName,
        Optional<LocalDate> birthDate,
        Optional<String> careUnit,
        Optional<String> bed,
        boolean synthetic) {

    /** Prints no name. */
    @Override
    public String toString() {
        return "CensusEntry";
    }
}
