package org.vitalwire.kit.security;

import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.web.ApiProblem;

/**
 * Whose data a caller may see: that of patients in the caller's care units. A patient who is in no
 * unit, or whom the census does not know, is visible only to callers with all units. The {@link
 * Canary} is no patient: only operators and auditors see it.
 */
public final class PatientAccess {

    private final CensusDirectory census;

    PatientAccess(CensusDirectory census) {
        this.census = census;
    }

    public boolean isVisible(Caller caller, PatientId patientId) {
        if (Canary.is(patientId)) {
            return maySeeTheCanary(caller);
        }
        return caller.mayReachAllUnits()
                || census.find(patientId)
                        .flatMap(CensusEntry::careUnit)
                        .filter(caller::mayReach)
                        .isPresent();
    }

    /** Who looks after the platform and not after patients. */
    public static boolean maySeeTheCanary(Caller caller) {
        return caller.roles().contains("operator") || caller.roles().contains("auditor");
    }

    /** Answers 404: that the patient exists is itself nothing to tell. */
    public void requireVisible(Caller caller, PatientId patientId) {
        if (!isVisible(caller, patientId)) {
            throw new ApiProblem(HttpStatus.NOT_FOUND, "PATIENT_NOT_FOUND", "No such patient.");
        }
    }

    /**
     * The patient that a path names, where {@link #requireVisible} lets the caller.
     *
     * @throws IllegalArgumentException for what no patient can be called
     */
    public PatientId visible(Caller caller, String id) {
        PatientId patientId = new PatientId(id);
        requireVisible(caller, patientId);
        return patientId;
    }
}
