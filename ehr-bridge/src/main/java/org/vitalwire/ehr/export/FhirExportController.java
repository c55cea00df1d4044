package org.vitalwire.ehr.export;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.CensusStore;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** A patient's data in a form that another system takes (GDPR articles 15 and 20). */
@RestController
class FhirExportController {

    private final FhirExport export;
    private final CensusStore census;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    FhirExportController(
            FhirExport export,
            CensusStore census,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.export = export;
        this.census = census;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** A Bundle (FHIR R4, collection) with everything that is charted. */
    @GetMapping(
            value = "/api/v1/patients/{id}/export/fhir",
            produces = {"application/fhir+json", MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    @PreAuthorize("hasAnyRole('INTEGRATOR', 'CLINICIAN')")
    ResponseEntity<StreamingResponseBody> export(@PathVariable String id, Caller caller) {
        if (!PatientId.isValid(id)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_PATIENT_ID",
                    "A patient id is 1-64 of A-Za-z0-9._- and starts with a letter or digit.");
        }
        PatientId patient = new PatientId(id);
        access.requireVisible(caller, patient);
        audit.phiRead(caller, "export-fhir", patient);
        Instant now = clock.instant();
        String base =
                ServletUriComponentsBuilder.fromCurrentContextPath().path("/fhir").toUriString();
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("application/fhir+json"))
                .header("Content-Disposition", "attachment; filename=\"patient.fhir.json\"")
                .body(out -> export.write(patient, census.find(patient), base, now, out));
    }
}
