package org.vitalwire.contracts.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.vitalwire.contracts.id.PatientId;

/**
 * The least a ward board needs to name a patient; no clinical data.
 *
 * @param careUnit where the patient is, or was before the discharge; of a merged record that of the
 *     survivor
 * @param dischargedAt when the last stay ended; empty while the patient is here
 * @param mergedInto the record that this one was merged into: both are one person
 */
public record CensusEntry(
        PatientId patientId,
        Optional<String> displayName,
        Optional<LocalDate> birthDate,
        Optional<String> careUnit,
        Optional<String> bed,
        boolean synthetic,
        Optional<Instant> dischargedAt,
        Optional<PatientId> mergedInto) {

    /** Of a patient who is here. */
    public CensusEntry(
            PatientId patientId,
            Optional<String> displayName,
            Optional<LocalDate> birthDate,
            Optional<String> careUnit,
            Optional<String> bed,
            boolean synthetic) {
        this(
                patientId,
                displayName,
                birthDate,
                careUnit,
                bed,
                synthetic,
                Optional.empty(),
                Optional.empty());
    }

    /** Neither discharged nor a record that another one stands for. */
    public boolean isHere() {
        return dischargedAt.isEmpty() && mergedInto.isEmpty();
    }

    /** Prints no name. */
    @Override
    public String toString() {
        return "CensusEntry";
    }
}
