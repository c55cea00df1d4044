package org.vitalwire.ehr.facade;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.CensusStore;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.kit.security.Caller;

/** Whose data a caller may read: for others, those patients do not exist. */
final class VisiblePatients {

    private final CensusStore census;
    private final Survivors survivors;

    VisiblePatients(CensusStore census, Survivors survivors) {
        this.census = census;
        this.survivors = survivors;
    }

    /** Those of the references whom the caller may see, with all records that are one with them. */
    Set<PatientId> of(Caller caller, Collection<String> fhirIds) {
        Set<PatientId> patients = new TreeSet<>();
        for (String fhirId : fhirIds) {
            patient(fhirId).ifPresent(patient -> patients.addAll(recordsOf(caller, patient)));
        }
        return patients;
    }

    private Set<PatientId> recordsOf(Caller caller, PatientId patient) {
        Set<PatientId> records = new TreeSet<>();
        for (PatientId record : survivors.recordsOf(patient)) {
            if (isVisible(caller, record)) {
                records.add(record);
            }
        }
        return records;
    }

    boolean isVisible(Caller caller, PatientId patient) {
        return !Canary.is(patient)
                && (caller.mayReachAllUnits()
                        || census.find(patient)
                                .flatMap(CensusEntry::careUnit)
                                .filter(caller::mayReach)
                                .isPresent());
    }

    private Optional<PatientId> patient(String fhirId) {
        return census.findByFhirId(fhirId)
                .map(CensusEntry::patientId)
                .or(() ->
                        PatientId.isValid(fhirId)
                                ? Optional.of(new PatientId(fhirId))
                                : Optional.empty());
    }
}
