package org.vitalwire.ingest.correction;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** Marks values as entered in error, and takes marks back. */
@RestController
class EnteredInErrorController {

    private final PatientPeriods ledger;
    private final ErrorTable marks;
    private final CorrectedPatients corrected;
    private final PatientAccess access;
    private final AuditLog audit;
    private final InstantSource clock;

    EnteredInErrorController(
            PatientPeriods ledger,
            ErrorTable marks,
            CorrectedPatients corrected,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        this.ledger = ledger;
        this.marks = marks;
        this.corrected = corrected;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param sign code; null for all signs
     * @param to null where only the instant {@code from} is marked
     * @param retractedBy null while the mark counts
     */
    record MarkAnswer(
            long id,
            String deviceId,
            @Nullable String sign,
            Instant from,
            @Nullable Instant to,
            String reason,
            String by,
            Instant at,
            @Nullable String retractedBy,
            @Nullable Instant retractedAt) {

        static MarkAnswer of(EnteredInError mark) {
            return new MarkAnswer(
                    mark.id(),
                    mark.device().value(),
                    mark.sign().map(VitalSign::code).orElse(null),
                    mark.from(),
                    mark.isInstant() ? null : mark.to(),
                    mark.reason(),
                    mark.by(),
                    mark.at(),
                    mark.retraction().map(EnteredInError.Retraction::by).orElse(null),
                    mark.retraction().map(EnteredInError.Retraction::at).orElse(null));
        }
    }

    @PostMapping("/api/v1/patients/{id}/entered-in-error")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE')")
    MarkAnswer mark(Caller caller, @PathVariable String id, @RequestBody MarkRequest request) {
        PatientId patientId = access.visible(caller, id);
        Instant now = clock.instant();
        MarkRequest.Mark mark = request.checked(now);
        if (!mark.isWithin(ledger.of(patientId))) {
            throw notOfPatient();
        }
        EnteredInError made =
                marks.add(
                                mark.device(),
                                mark.sign(),
                                mark.from(),
                                mark.to(),
                                mark.reason(),
                                caller.subject(),
                                now)
                        .orElseThrow(EnteredInErrorController::notOfPatient);
        audit.action(caller, "entered-in-error.mark", object(patientId, made));
        corrected.corrected(patientId);
        return MarkAnswer.of(made);
    }

    /** Marks that concern what is the patient's now, newest first, the retracted ones too. */
    @GetMapping("/api/v1/patients/{id}/entered-in-error")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE')")
    List<MarkAnswer> list(Caller caller, @PathVariable String id) {
        PatientId patientId = access.visible(caller, id);
        audit.phiRead(caller, "entered-in-error.list", patientId);
        List<DevicePeriod> periods = ledger.of(patientId);
        return marks
                .of(periods.stream().map(DevicePeriod::device).collect(Collectors.toSet()))
                .stream()
                .filter(mark -> concerns(mark, periods))
                .map(MarkAnswer::of)
                .toList();
    }

    @PostMapping("/api/v1/patients/{id}/entered-in-error/{errorId}/retract")
    @PreAuthorize("hasAnyRole('CLINICIAN', 'CHARGE_NURSE')")
    MarkAnswer retract(Caller caller, @PathVariable String id, @PathVariable long errorId) {
        PatientId patientId = access.visible(caller, id);
        List<DevicePeriod> periods = ledger.of(patientId);
        EnteredInError mark =
                marks.find(errorId)
                        .filter(found -> concerns(found, periods))
                        .orElseThrow(() ->
                                new ApiProblem(
                                        HttpStatus.NOT_FOUND, "MARK_NOT_FOUND", "No such mark."));
        EnteredInError retracted =
                marks.retract(mark, caller.subject(), clock.instant())
                        .orElseThrow(() ->
                                new ApiProblem(
                                        HttpStatus.CONFLICT,
                                        "ALREADY_RETRACTED",
                                        "The mark was taken back before."));
        audit.action(caller, "entered-in-error.retract", object(patientId, retracted));
        corrected.corrected(patientId);
        return MarkAnswer.of(retracted);
    }

    private static boolean concerns(EnteredInError mark, List<DevicePeriod> periods) {
        return periods.stream()
                .anyMatch(period ->
                        period.device().equals(mark.device())
                                && period.within(mark.from(), mark.to()).isPresent());
    }

    private static String object(PatientId patientId, EnteredInError mark) {
        return patientId.value() + "/" + mark.id();
    }

    private static ApiProblem notOfPatient() {
        return new ApiProblem(
                HttpStatus.BAD_REQUEST,
                "NOT_OF_PATIENT",
                "The device was not on this patient for all of that time.");
    }
}
