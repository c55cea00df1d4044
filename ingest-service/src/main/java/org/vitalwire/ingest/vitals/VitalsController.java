package org.vitalwire.ingest.vitals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;

/** Vital signs of a patient over HTTP. */
@RestController
class VitalsController {

    private final PatientPeriods ledger;
    private final SampleStore store;
    private final QuerySettings settings;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    VitalsController(
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

    /** Of each sign the value with the newest measured time, however old; its age stands beside. */
    @GetMapping("/api/v1/patients/{id}/vitals/latest")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    LatestAnswer latest(Caller caller, @PathVariable String id) {
        PatientId patientId = access.visible(caller, id);
        audit.phiRead(caller, "vitals.latest", patientId);
        Instant now = clock.instant();
        List<DevicePeriod> periods = DevicePeriod.untilNow(ledger.of(patientId), now);
        return LatestAnswer.of(patientId, store.latest(periods).values(), now);
    }

    /** Raw values where at most {@code points} were measured, else down-sampled ones. */
    @GetMapping("/api/v1/patients/{id}/vitals")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    SeriesAnswer series(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String signs,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String points,
            @RequestParam(required = false) @Nullable String method) {
        PatientId patientId = access.visible(caller, id);
        SeriesRequest request =
                SeriesRequest.of(signs, from, to, points, method, clock.instant(), settings);
        audit.phiRead(caller, "vitals.series", patientId);
        return switch (request.method()) {
            case BUCKETS -> new SeriesQuery(ledger, store).read(patientId, request);
            case LTTB -> new ShapeQuery(ledger, store).read(patientId, request);
        };
    }
}
