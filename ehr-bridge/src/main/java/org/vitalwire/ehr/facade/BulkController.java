package org.vitalwire.ehr.facade;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.vitalwire.ehr.facade.SmartScopes.Interaction;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** How far a bulk export is, and its files; for whoever asked for it. */
@RestController
@RequestMapping("/fhir-exports")
@PreAuthorize("hasAnyRole('INTEGRATOR', 'CLINICIAN', 'CHARGE_NURSE')")
class BulkController {

    private static final String NDJSON = "application/fhir+ndjson";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final BulkJobs jobs;
    private final BulkWorker worker;
    private final AuditLog audit;

    BulkController(BulkJobs jobs, BulkWorker worker, AuditLog audit) {
        this.jobs = jobs;
        this.worker = worker;
        this.audit = audit;
    }

    /** A file of the export. */
    record Output(String type, String url, long count) {}

    /** What the Bulk Data Access guide calls the complete status. */
    record Manifest(
            Instant transactionTime,
            String request,
            boolean requiresAccessToken,
            List<Output> output,
            List<Output> error) {}

    /** 202 while it is written, then 200 with the files. Whoever asks lends it their token. */
    @GetMapping("/{id}")
    ResponseEntity<?> status(@PathVariable String id, Caller caller) {
        Optional<BulkJob> found = jobOf(id, caller);
        if (found.isEmpty()) {
            return outcome(HttpStatus.NOT_FOUND, "not-found", "no such export");
        }
        BulkJob job = found.get();
        jobs.touch(id);
        return switch (job.state()) {
            case RUNNING -> {
                worker.goOn(id, BulkKickOff.asker(caller));
                yield ResponseEntity.accepted()
                        .header("X-Progress", job.done() + " of " + job.patients().size())
                        .header("Retry-After", RETRY_AFTER_SECONDS)
                        .build();
            }
            case FAILED ->
                    outcome(
                            HttpStatus.INTERNAL_SERVER_ERROR,
                            "exception",
                            "the export failed, or grew larger than may be; ask for less");
            case DONE ->
                    ResponseEntity.ok()
                            .header("Expires", httpTime(job.touchedAt().plus(jobs.keptFor())))
                            .body(manifest(job));
        };
    }

    private Manifest manifest(BulkJob job) {
        String base =
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/fhir-exports/" + job.id() + "/")
                        .toUriString();
        return new Manifest(
                job.until(),
                job.request(),
                true,
                jobs.files(job.id()).stream()
                        .map(file ->
                                new Output(
                                        file.type(),
                                        base + file.type() + "/" + file.file(),
                                        file.resources()))
                        .toList(),
                List.of());
    }

    @GetMapping("/{id}/{type}/{file}")
    void file(
            @PathVariable String id,
            @PathVariable String type,
            @PathVariable int file,
            Caller caller,
            HttpServletResponse answer)
            throws IOException {
        boolean there =
                jobOf(id, caller)
                        .filter(job -> job.state() == BulkJob.State.DONE)
                        .filter(job -> FhirCallers.scopes().permit(type, Interaction.READ))
                        .filter(job ->
                                jobs.files(id).stream()
                                        .anyMatch(kept ->
                                                kept.type().equals(type) && kept.file() == file))
                        .isPresent();
        if (!there) {
            answer.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        audit.action(caller, "fhir-bulk-file", id + "/" + type + "/" + file);
        jobs.touch(id);
        answer.setContentType(NDJSON);
        jobs.write(id, type, file, answer.getOutputStream());
    }

    /** Gives it up, or the files when they were fetched. */
    @DeleteMapping("/{id}")
    ResponseEntity<?> forget(@PathVariable String id, Caller caller) {
        if (jobOf(id, caller).isEmpty()) {
            return outcome(HttpStatus.NOT_FOUND, "not-found", "no such export");
        }
        audit.action(caller, "fhir-bulk-delete", id);
        jobs.forget(id);
        return ResponseEntity.accepted().build();
    }

    /** Of another subject, or of a unit that the caller may not see any more, there is none. */
    private Optional<BulkJob> jobOf(String id, Caller caller) {
        return jobs.find(id)
                .filter(job -> job.subject().equals(caller.subject()))
                .filter(job -> caller.mayReach(job.careUnit()));
    }

    private static ResponseEntity<?> outcome(HttpStatus status, String code, String diagnostics) {
        return ResponseEntity.status(status)
                .contentType(MediaType.valueOf("application/fhir+json"))
                .body(
                        Map.of(
                                "resourceType",
                                "OperationOutcome",
                                "issue",
                                List.of(
                                        Map.of(
                                                "severity",
                                                "error",
                                                "code",
                                                code,
                                                "diagnostics",
                                                diagnostics))));
    }

    private static String httpTime(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
