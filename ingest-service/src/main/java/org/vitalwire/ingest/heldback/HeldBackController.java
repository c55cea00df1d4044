package org.vitalwire.ingest.heldback;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ingest.vitals.QuerySettings;
import org.vitalwire.ingest.vitals.TimeRange;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;

/** Values that were held back, over HTTP. */
@RestController
class HeldBackController {

    /** Messages; a device that is in doubt all day at one a second says 86,400. */
    private static final int MOST = 5_000;

    private final HeldBackStore store;
    private final QuerySettings settings;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    HeldBackController(
            HeldBackStore store,
            QuerySettings settings,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Values that no score or limit rests on, each with its reason. */
    @GetMapping("/api/v1/patients/{id}/held-back")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    HeldBackAnswer heldBack(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        PatientId patientId = access.visible(caller, id);
        TimeRange range =
                TimeRange.of(
                        from,
                        to,
                        clock.instant(),
                        settings.defaultRange(),
                        settings.longestRange());
        audit.phiRead(caller, "held-back", patientId);
        List<HeldBack> found = store.of(patientId, range.from(), range.to(), MOST + 1);
        boolean truncated = found.size() > MOST;
        return HeldBackAnswer.of(patientId, truncated ? found.subList(0, MOST) : found, truncated);
    }
}
