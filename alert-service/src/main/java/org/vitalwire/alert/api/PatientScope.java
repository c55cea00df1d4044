package org.vitalwire.alert.api;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;

/** Whose alerts a request is about: those that the caller may see, of one patient or of all. */
final class PatientScope {

    private final CensusDirectory census;
    private final PatientAccess access;

    PatientScope(CensusDirectory census, PatientAccess access) {
        this.census = census;
        this.access = access;
    }

    /** Of the canary instead of patients, where the caller may see it and asks for it. */
    Optional<Collection<PatientId>> of(Caller caller, @Nullable String patient, boolean canary) {
        return canary && PatientAccess.maySeeTheCanary(caller)
                ? Optional.of(List.of(Canary.PATIENT))
                : of(caller, patient);
    }

    /** Empty means without a limit. Asking for a patient outside the caller's units answers 404. */
    Optional<Collection<PatientId>> of(Caller caller, @Nullable String patient) {
        if (patient != null) {
            PatientId patientId = new PatientId(patient);
            access.requireVisible(caller, patientId);
            return Optional.of(List.of(patientId));
        }
        if (caller.mayReachAllUnits()) {
            return Optional.empty();
        }
        return Optional.of(
                census.all().stream()
                        .map(CensusEntry::patientId)
                        .filter(id -> access.isVisible(caller, id))
                        .toList());
    }

    boolean covers(Caller caller, PatientId patientId) {
        return access.isVisible(caller, patientId);
    }
}
