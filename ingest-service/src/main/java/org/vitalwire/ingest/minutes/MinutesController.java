package org.vitalwire.ingest.minutes;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.vitals.SignsParameter;
import org.vitalwire.ingest.vitals.TimeRange;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** Trusted values of a patient by the minute, over HTTP. */
@RestController
class MinutesController {

    private static final int MOST = 5_000;

    private final PatientPeriods ledger;
    private final SampleStore store;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    MinutesController(
            PatientPeriods ledger,
            SampleStore store,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.ledger = ledger;
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Every trusted value, by device, sign and minute of the device's own time. Where there are
     * more minutes than {@code limit}, those of one end: {@code from} and {@code to} of the answer
     * say of which.
     */
    @GetMapping("/api/v1/patients/{id}/minutes")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    MinutesAnswer minutes(
            Caller caller,
            @PathVariable String id,
            @RequestParam String signs,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "true") boolean newest,
            @RequestParam(defaultValue = "500") int limit) {
        PatientId patientId = access.visible(caller, id);
        List<VitalSign> wanted = SignsParameter.list(signs);
        if (limit < 1 || limit > MOST) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "BAD_LIMIT",
                    "'limit' must be a number from 1 to %d.".formatted(MOST));
        }
        Asked asked = asked(from, to);
        audit.phiRead(caller, "vitals.minutes", patientId);
        return new MinutesQuery(store)
                .read(
                        ledger.of(patientId, asked.from, asked.to),
                        wanted,
                        asked.from,
                        asked.to,
                        newest,
                        limit);
    }

    /** As many minutes, in the order of {@code group}. */
    record Counts(List<Long> counts) {}

    /**
     * In how many minutes, of each device, any sign of each group has a trusted value.
     *
     * @param group signs with commas between them; groups with semicolons
     */
    @GetMapping("/api/v1/patients/{id}/minutes/count")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    Counts count(
            Caller caller,
            @PathVariable String id,
            @RequestParam String group,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        PatientId patientId = access.visible(caller, id);
        Asked asked = asked(from, to);
        audit.phiRead(caller, "vitals.minutes-count", patientId);
        List<DevicePeriod> periods = ledger.of(patientId, asked.from, asked.to);
        List<Long> counts = new ArrayList<>();
        for (String signs : group.split(";", -1)) {
            counts.add(store.countMinutes(periods, SignsParameter.list(signs)));
        }
        return new Counts(counts);
    }

    private record Asked(Instant from, Instant to) {}

    private Asked asked(@Nullable String from, @Nullable String to) {
        Instant start = from == null ? Instant.EPOCH : TimeRange.time("from", from);
        Instant end =
                to == null
                        ? clock.instant().plus(DevicePeriod.MOST_AHEAD)
                        : TimeRange.time("to", to);
        if (!start.isBefore(end)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "BAD_RANGE", "'from' must be before 'to'.");
        }
        return new Asked(start, end);
    }
}
