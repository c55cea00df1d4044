package org.vitalwire.ingest.completeness;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.vitals.QuerySettings;
import org.vitalwire.ingest.vitals.SignsParameter;
import org.vitalwire.ingest.vitals.TimeRange;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** Where a patient's signs were not measured, over HTTP. */
@RestController
class CompletenessController {

    private final PatientPeriods ledger;
    private final SampleStore store;
    private final QuerySettings settings;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    CompletenessController(
            PatientPeriods ledger,
            SampleStore store,
            QuerySettings settings,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.ledger = ledger;
        this.store = store;
        this.settings = settings;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param to now where a later time was asked for: what is still to come is not missing
     * @param signs by code: those that were asked for, or all that were measured
     */
    record CompletenessAnswer(
            String patientId,
            Instant from,
            Instant to,
            Map<String, SignCompleteness.Report> signs) {}

    @GetMapping("/api/v1/patients/{id}/completeness")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    CompletenessAnswer completeness(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String signs,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        PatientId patientId = access.visible(caller, id);
        Instant now = clock.instant();
        TimeRange asked =
                TimeRange.of(from, to, now, settings.defaultRange(), settings.longestRange());
        if (!asked.from().isBefore(now)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "BAD_RANGE", "'from' must be in the past.");
        }
        TimeRange range = asked.to().isAfter(now) ? new TimeRange(asked.from(), now) : asked;
        Map<VitalSign, SignCompleteness> found = new EnumMap<>(VitalSign.class);
        if (signs != null) {
            SignsParameter.list(signs)
                    .forEach(sign ->
                            found.put(sign, new SignCompleteness(range.from(), range.to())));
        }
        audit.phiRead(caller, "completeness", patientId);
        store.forEach(
                ledger.of(patientId, range.from(), range.to()),
                signs == null ? all() : Set.copyOf(found.keySet()),
                recorded ->
                        found.computeIfAbsent(
                                        recorded.value().sign(),
                                        sign -> new SignCompleteness(range.from(), range.to()))
                                .add(
                                        recorded.value().time(),
                                        recorded.value().flags(),
                                        recorded.value().lane() == Lane.BACKFILL));
        Map<String, SignCompleteness.Report> reports = new LinkedHashMap<>();
        found.forEach((sign, completeness) -> reports.put(sign.code(), completeness.report()));
        return new CompletenessAnswer(patientId.value(), range.from(), range.to(), reports);
    }

    private static Set<VitalSign> all() {
        return Arrays.stream(VitalSign.values())
                .filter(SignsParameter::isValue)
                .collect(Collectors.toUnmodifiableSet());
    }
}
