package org.vitalwire.analytics.decision;

import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/**
 * Who decides for whom: a charge nurse for the caller's units and their patients, a clinician for
 * patients only, and for the organisation whoever has all units.
 */
final class ScopeAccess {

    private static final String CHARGE_NURSE = "charge-nurse";
    private static final String AUDITOR = "auditor";

    private final PatientAccess patients;

    ScopeAccess(PatientAccess patients) {
        this.patients = patients;
    }

    static PolicyScope scope(String code) {
        return PolicyScope.ofCode(code).orElseThrow(PolicyController::unknownScope);
    }

    /** The policy of a unit is nobody's secret; that of a patient is. */
    boolean maySee(Caller caller, PolicyScope scope) {
        return !(scope instanceof PolicyScope.Patient patient)
                || patients.isVisible(caller, patient.patientId());
    }

    /**
     * @throws ApiProblem with 404 for a patient whom the caller may not see
     */
    PolicyScope mayRead(Caller caller, String code) {
        PolicyScope scope = scope(code);
        if (scope instanceof PolicyScope.Patient patient) {
            patients.requireVisible(caller, patient.patientId());
        }
        return scope;
    }

    /**
     * @throws ApiProblem with 403, or 404 for a patient whom the caller may not see
     */
    PolicyScope mayDecide(Caller caller, String code) {
        PolicyScope scope = scope(code);
        if (!mayDecide(caller, scope)) {
            throw forbidden();
        }
        return scope;
    }

    /** Looks at the decisions about a scope: whoever may decide, and auditors. */
    PolicyScope mayReview(Caller caller, String code) {
        PolicyScope scope = scope(code);
        if (scope instanceof PolicyScope.Patient patient) {
            patients.requireVisible(caller, patient.patientId());
        } else if (!caller.roles().contains(AUDITOR) && !mayDecide(caller, scope)) {
            throw forbidden();
        }
        return scope;
    }

    private boolean mayDecide(Caller caller, PolicyScope scope) {
        boolean chargeNurse = caller.roles().contains(CHARGE_NURSE);
        return switch (scope) {
            case PolicyScope.Organisation everybody -> chargeNurse && caller.mayReachAllUnits();
            case PolicyScope.Unit unit -> chargeNurse && caller.mayReach(unit.careUnit());
            case PolicyScope.Patient patient -> {
                patients.requireVisible(caller, patient.patientId());
                yield true;
            }
        };
    }

    private static ApiProblem forbidden() {
        return new ApiProblem(
                HttpStatus.FORBIDDEN,
                "SCOPE_FORBIDDEN",
                "Another role or another care unit decides about this scope.");
    }
}
