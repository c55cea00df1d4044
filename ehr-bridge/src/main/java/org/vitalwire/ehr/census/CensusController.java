package org.vitalwire.ehr.census;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/** The census by REST. */
@RestController
@RequestMapping("/api/v1/patients")
class CensusController {

    private static final int LONGEST_TEXT = 200;

    private final CensusStore store;
    private final PatientMerges merges;
    private final CensusPublisher publisher;
    private final AuditLog audit;
    private final InstantSource clock;

    /** A census entry as callers see it. */
    record Patient(
            String patientId,
            @Nullable String displayName,
            @Nullable LocalDate birthDate,
            @Nullable String careUnit,
            @Nullable String bed,
            boolean synthetic,
            @Nullable Instant dischargedAt,
            @Nullable String mergedInto) {

        static Patient of(CensusEntry entry) {
            return new Patient(
                    entry.patientId().value(),
                    entry.displayName().orElse(null),
                    entry.birthDate().orElse(null),
                    entry.careUnit().orElse(null),
                    entry.bed().orElse(null),
                    entry.synthetic(),
                    entry.dischargedAt().orElse(null),
                    entry.mergedInto().map(PatientId::value).orElse(null));
        }
    }

    /**
     * What a caller says of a patient; what is left out is not known.
     *
     * @param dischargedAt when the stay ended; left out: the patient is here
     */
    record PatientChange(
            @Nullable String displayName,
            @Nullable String birthDate,
            @Nullable String careUnit,
            @Nullable String bed,
            @Nullable Boolean synthetic,
            @Nullable Instant dischargedAt) {}

    /**
     * Whom a record is merged into.
     *
     * @param into the patient id that stays
     */
    record Merge(@Nullable String into) {}

    CensusController(
            CensusStore store,
            PatientMerges merges,
            CensusPublisher publisher,
            AuditLog audit,
            InstantSource clock) {
        this.store = store;
        this.merges = merges;
        this.publisher = publisher;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'OPERATOR', 'INTEGRATOR')")
    List<Patient> list(Caller caller) {
        audit.phiRead(caller, "census-list");
        List<CensusEntry> visible =
                caller.mayReachAllUnits() ? store.all() : store.inUnits(caller.careUnits());
        return visible.stream().map(Patient::of).toList();
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE', 'OPERATOR', 'INTEGRATOR')")
    Patient read(@PathVariable String id, Caller caller) {
        PatientId patientId = patientId(id);
        CensusEntry entry =
                store.find(patientId)
                        .filter(found -> isVisible(caller, found.careUnit()))
                        .orElseThrow(CensusController::notFound);
        audit.phiRead(caller, "census-read", patientId);
        return Patient.of(entry);
    }

    @PutMapping("/{id}")
    @PreAuthorize("hasAnyRole('CHARGE_NURSE', 'OPERATOR', 'INTEGRATOR')")
    Patient put(@PathVariable String id, @RequestBody PatientChange change, Caller caller) {
        CensusEntry entry = entry(patientId(id), change);
        boolean known =
                store.find(entry.patientId())
                        .map(before -> isVisible(caller, before.careUnit()))
                        .orElse(true);
        if (!known) {
            throw notFound();
        }
        if (!isVisible(caller, entry.careUnit())) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN,
                    "CARE_UNIT_NOT_YOURS",
                    "The care unit is not one of yours.");
        }
        if (!merges.of(entry.patientId()).equals(entry.patientId())) {
            throw conflict("PATIENT_MERGED", "The record was merged into another one.");
        }
        store.save(entry, clock.instant());
        publish(entry.patientId());
        audit.action(caller, "census-put", entry.patientId().value());
        return Patient.of(entry);
    }

    /**
     * The record is one person with another: everything of it, also what comes later, belongs to
     * that one. Repeating it changes nothing; it cannot be undone here.
     */
    @PostMapping("/{from}/merge")
    @PreAuthorize("hasAnyRole('OPERATOR', 'INTEGRATOR')")
    Patient merge(@PathVariable String from, @RequestBody Merge merge, Caller caller) {
        PatientId merged = patientId(from);
        PatientId into = patientId(merge.into() == null ? "" : merge.into());
        Optional<CensusEntry> survivor = store.find(into).filter(known -> isVisible(caller, known));
        boolean mayMerge =
                store.find(merged)
                        .map(known -> isVisible(caller, known))
                        .orElse(caller.mayReachAllUnits());
        if (survivor.isEmpty() || !mayMerge) {
            throw notFound();
        }
        switch (merges.merge(merged, into, clock.instant())) {
            case MERGED, ALREADY_MERGED -> {
                publish(merged);
                publish(into);
            }
            case SURVIVOR_UNKNOWN -> throw notFound();
            case MERGED_ELSEWHERE ->
                    throw conflict("PATIENT_MERGED", "The record was merged into a third one.");
            case CIRCULAR ->
                    throw conflict("MERGE_CIRCULAR", "The one was merged into the other already.");
            case SYNTHETIC_AND_REAL ->
                    throw conflict("SYNTHETIC_AND_REAL", "One of them is a simulation.");
        }
        audit.action(caller, "census-merge", merged.value());
        return Patient.of(store.find(into).orElse(survivor.get()));
    }

    private void publish(PatientId patientId) {
        try {
            publisher.publish(patientId);
        } catch (CompletionException e) {
            throw new ApiProblem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "UNAVAILABLE",
                    "Saved, but not yet told to the other services; this is being retried.");
        }
    }

    private static CensusEntry entry(PatientId patientId, PatientChange change) {
        return new CensusEntry(
                patientId,
                text("displayName", change.displayName()),
                birthDate(change.birthDate()),
                text("careUnit", change.careUnit()),
                text("bed", change.bed()),
                Boolean.TRUE.equals(change.synthetic()),
                Optional.ofNullable(change.dischargedAt()),
                Optional.empty());
    }

    private static Optional<String> text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        String text = value.strip();
        if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw badRequest(field + " must be at most 200 printable characters.");
        }
        return Optional.of(text);
    }

    private static Optional<LocalDate> birthDate(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeException e) {
            throw badRequest("birthDate must be a date such as 1950-12-31.");
        }
    }

    private static PatientId patientId(String id) {
        if (!PatientId.isValid(id)) {
            throw badRequest(
                    "A patient id is 1-64 of A-Za-z0-9._- and starts with a letter or digit.");
        }
        return new PatientId(id);
    }

    private static boolean isVisible(Caller caller, Optional<String> careUnit) {
        return caller.mayReachAllUnits() || careUnit.filter(caller::mayReach).isPresent();
    }

    private static boolean isVisible(Caller caller, CensusEntry entry) {
        return isVisible(caller, entry.careUnit());
    }

    private static ApiProblem conflict(String code, String detail) {
        return new ApiProblem(HttpStatus.CONFLICT, code, detail);
    }

    private static ApiProblem notFound() {
        return new ApiProblem(HttpStatus.NOT_FOUND, "PATIENT_NOT_FOUND", "No such patient.");
    }

    private static ApiProblem badRequest(String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, "BAD_REQUEST", detail);
    }
}
