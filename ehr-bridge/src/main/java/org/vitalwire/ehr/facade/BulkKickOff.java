package org.vitalwire.ehr.facade;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.facade.SmartScopes.Interaction;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** Takes a request for a bulk export, as the Bulk Data Access guide has it. */
final class BulkKickOff {

    private static final List<String> TYPES = List.of(BulkJob.PATIENT, BulkJob.OBSERVATION);
    private static final Set<String> FORMATS =
            Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");
    private static final int RETRY_AFTER_SECONDS = 600;

    private final BulkJobs jobs;
    private final BulkWorker worker;
    private final AuditLog audit;
    private final InstantSource clock;

    /**
     * What was asked for.
     *
     * @param types each may name several with commas between them; none means all
     */
    record Asked(
            String request, List<String> types, Optional<Instant> since, Optional<String> format) {}

    BulkKickOff(BulkJobs jobs, BulkWorker worker, AuditLog audit, InstantSource clock) {
        this.jobs = jobs;
        this.worker = worker;
        this.audit = audit;
        this.clock = clock;
    }

    /** Answers 202 with where the export can be followed. */
    void begin(
            Caller caller,
            String careUnit,
            List<PatientId> patients,
            Asked asked,
            HttpServletRequest request,
            HttpServletResponse answer) {
        if (!asked.format().map(FORMATS::contains).orElse(true)) {
            throw new InvalidRequestException("an export is application/fhir+ndjson");
        }
        List<String> types = types(asked.types());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        BulkJob job =
                new BulkJob(
                        UUID.randomUUID().toString(),
                        caller.subject(),
                        careUnit,
                        asked.request(),
                        types,
                        asked.since(),
                        now,
                        patients,
                        0,
                        Optional.empty(),
                        0,
                        BulkJob.State.RUNNING,
                        now);
        audit.action(caller, "fhir-bulk-export", careUnit);
        if (!jobs.add(job)) {
            throw IngestFailures.tooMany(
                    "as many exports are kept as may be; delete one", RETRY_AFTER_SECONDS);
        }
        worker.goOn(job.id(), asker(caller));
        answer.setStatus(HttpServletResponse.SC_ACCEPTED);
        answer.setHeader(
                "Content-Location",
                ServletUriComponentsBuilder.fromContextPath(request)
                        .path("/fhir-exports/" + job.id())
                        .toUriString());
    }

    private static List<String> types(List<String> asked) {
        List<String> wanted =
                asked.stream()
                        .flatMap(types -> Arrays.stream(types.split(",", -1)))
                        .map(String::strip)
                        .toList();
        if (!TYPES.containsAll(wanted)) {
            throw new InvalidRequestException("_type is any of " + String.join(", ", TYPES));
        }
        List<String> types =
                TYPES.stream().filter(type -> wanted.isEmpty() || wanted.contains(type)).toList();
        SmartScopes scopes = FhirCallers.scopes();
        for (String type : types) {
            if (!scopes.permit(type, Interaction.READ)
                    || !scopes.permit(type, Interaction.SEARCH)) {
                throw new ForbiddenOperationException("no SMART scope of the token permits this");
            }
        }
        return types;
    }

    static BulkWorker.Asker asker(Caller caller) {
        Set<ChartItem> items =
                FhirCallers.scopes()
                        .categories(Interaction.SEARCH)
                        .map(ObservationCodes::ofCategoryNames)
                        .orElseGet(() -> Set.of(ChartItem.values()));
        return new BulkWorker.Asker(caller, FhirCallers.token(), items);
    }
}
