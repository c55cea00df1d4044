package org.vitalwire.ingest.export;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.vitals.SignsParameter;
import org.vitalwire.ingest.vitals.TimeRange;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** All that is stored of a patient, as a file. */
@RestController
class ExportController {

    private static final DateTimeFormatter NAME_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final PatientPeriods ledger;
    private final Export export;
    private final Semaphore places;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    ExportController(
            PatientPeriods ledger,
            Export export,
            int atOnce,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.ledger = ledger;
        this.export = export;
        this.places = new Semaphore(atOnce);
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** One row a value, in the order of time. A file that ends early ends with its connection. */
    @GetMapping("/api/v1/patients/{id}/export")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "text/csv"),
                @Content(mediaType = "application/x-ndjson"),
                @Content(mediaType = "application/vnd.apache.parquet")
            })
    void export(
            Caller caller,
            @PathVariable String id,
            @RequestParam String format,
            @RequestParam(required = false) @Nullable String signs,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            HttpServletResponse response)
            throws IOException {
        PatientId patientId = access.visible(caller, id);
        ExportFormat chosen = ExportFormat.ofCode(format);
        Set<VitalSign> wanted = signs == null ? all() : Set.copyOf(SignsParameter.list(signs));
        Instant start = from == null ? Instant.EPOCH : TimeRange.time("from", from);
        Instant end = to == null ? DevicePeriod.OPEN_END : TimeRange.time("to", to);
        if (!start.isBefore(end)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "BAD_RANGE", "'from' must be before 'to'.");
        }
        if (!places.tryAcquire()) {
            response.setHeader("Retry-After", "30");
            throw new ApiProblem(
                    HttpStatus.SERVICE_UNAVAILABLE, "EXPORTS_BUSY", "Other exports are running.");
        }
        try {
            audit.phiRead(caller, "export." + chosen.code(), patientId);
            List<DevicePeriod> periods = ledger.of(patientId, start, end);
            response.setContentType(chosen.mediaType());
            // Without the patient's id: a file's name goes where no audit reaches.
            response.setHeader(
                    "Content-Disposition",
                    "attachment; filename=\"vitalwire-%s.%s\""
                            .formatted(NAME_TIME.format(clock.instant()), chosen.code()));
            send(chosen, periods, wanted, response);
        } finally {
            places.release();
        }
    }

    private void send(
            ExportFormat format,
            List<DevicePeriod> periods,
            Set<VitalSign> signs,
            HttpServletResponse response)
            throws IOException {
        try {
            export.write(format, periods, signs, response.getOutputStream());
        } catch (RuntimeException e) {
            if (response.isCommitted()) {
                throw new ExportCutShortException(e);
            }
            // Nothing is sent yet: the problem is the answer.
            response.reset();
            throw e;
        }
    }

    private static Set<VitalSign> all() {
        return Arrays.stream(VitalSign.values())
                .filter(SignsParameter::isValue)
                .collect(Collectors.toUnmodifiableSet());
    }
}
