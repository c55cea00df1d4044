package org.vitalwire.gateway.erasure;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** Forgets patients (GDPR article 17). */
@RestController
@RequestMapping("/api/v1/erasures")
class ErasureController {

    private final ErasureDesk desk;
    private final ErasureRunner runner;
    private final AuditLog audit;

    ErasureController(ErasureDesk desk, ErasureRunner runner, AuditLog audit) {
        this.desk = desk;
        this.runner = runner;
        this.audit = audit;
    }

    /**
     * @param reason is kept and must not name the patient
     */
    record NewErasure(@NotBlank String patientId, @NotBlank @Size(max = 500) String reason) {}

    /** Answers once the request is kept; what becomes of it is seen at the same address. */
    @PostMapping
    @PreAuthorize("hasRole('OPERATOR')")
    ResponseEntity<ErasureView> erase(@Valid @RequestBody NewErasure wanted, Caller caller) {
        if (!PatientId.isValid(wanted.patientId())) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_PATIENT_ID",
                    "A patient id is 1-64 of A-Za-z0-9._- and starts with a letter or digit.");
        }
        ErasureView view =
                desk.request(new PatientId(wanted.patientId()), wanted.reason(), caller.subject());
        // The erasure, not the patient: the audit trail must not be what remembers them.
        audit.action(caller, "erase-patient", view.id());
        runner.wake();
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(view);
    }

    @GetMapping
    @PreAuthorize("hasRole('OPERATOR')")
    List<ErasureView> erasures() {
        return desk.views();
    }
}
