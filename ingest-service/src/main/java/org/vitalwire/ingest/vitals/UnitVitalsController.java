package org.vitalwire.ingest.vitals;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.store.StoredValue;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** Vital signs of a unit over HTTP. */
@RestController
class UnitVitalsController {

    static final int MOST_PATIENTS = 500;
    private static final int USUAL_PATIENTS = 200;

    private final UnitPatients patients;
    private final PatientPeriods ledger;
    private final SampleStore store;
    private final AuditLog audit;
    private final InstantSource clock;

    UnitVitalsController(
            UnitPatients patients,
            PatientPeriods ledger,
            SampleStore store,
            AuditLog audit,
            InstantSource clock) {
        this.patients = patients;
        this.ledger = ledger;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** Of each sign of each patient the value with the newest measured time, with its age. */
    @GetMapping("/api/v1/vitals/latest")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'INTEGRATOR')")
    UnitLatestAnswer latest(
            Caller caller,
            @RequestParam String unit,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = limit(limit);
        PatientId start = after == null ? null : new PatientId(after);
        List<CensusEntry> rest =
                patients.of(caller, unit).stream()
                        .filter(entry -> start == null || entry.patientId().compareTo(start) > 0)
                        .toList();
        audit.phiRead(caller, "vitals.unit-latest");
        Instant now = clock.instant();
        List<CensusEntry> page = rest.subList(0, Math.min(most, rest.size()));
        Map<PatientId, List<DevicePeriod>> periods = new LinkedHashMap<>();
        for (CensusEntry entry : page) {
            periods.put(
                    entry.patientId(), DevicePeriod.untilNow(ledger.of(entry.patientId()), now));
        }
        Map<PatientId, Map<VitalSign, StoredValue>> newest = store.latestOfEach(periods);
        return new UnitLatestAnswer(
                now,
                unit,
                page.stream().map(entry -> of(entry, newest, now)).toList(),
                page.size() < rest.size() ? page.getLast().patientId().value() : null);
    }

    private static UnitLatestAnswer.OfPatient of(
            CensusEntry entry, Map<PatientId, Map<VitalSign, StoredValue>> newest, Instant now) {
        return UnitLatestAnswer.OfPatient.of(
                entry,
                LatestAnswer.of(
                        entry.patientId(),
                        newest.getOrDefault(entry.patientId(), Map.of()).values(),
                        now));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL_PATIENTS;
        }
        try {
            int limit = Integer.parseInt(text.strip());
            if (limit >= 1 && limit <= MOST_PATIENTS) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // not a number is as bad as one out of range
        }
        throw new ApiProblem(
                HttpStatus.BAD_REQUEST,
                "BAD_LIMIT",
                "'limit' must be a number from 1 to %d.".formatted(MOST_PATIENTS));
    }
}
