package org.vitalwire.gateway.association;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** Which device is on whom. */
@RestController
@RequestMapping("/api/v1/associations")
class AssociationController {

    private final AssociationDesk desk;
    private final AssociationLedger ledger;
    private final PatientAccess access;
    private final AuditLog audit;

    AssociationController(
            AssociationDesk desk, AssociationLedger ledger, PatientAccess access, AuditLog audit) {
        this.desk = desk;
        this.ledger = ledger;
        this.access = access;
        this.audit = audit;
    }

    record AssociationView(
            String id,
            String deviceId,
            String patientId,
            @Nullable String bed,
            Instant from,
            @Nullable Instant to,
            String madeBy,
            String method) {

        static AssociationView of(
                DeviceId device, AssociationPeriod period, AssociationMethod method) {
            return new AssociationView(
                    period.associationId(),
                    device.value(),
                    period.patientId().value(),
                    period.bed().orElse(null),
                    period.from(),
                    period.to().orElse(null),
                    period.madeBy(),
                    method.code());
        }
    }

    record NewAssociation(
            @NotBlank String deviceId,
            @NotBlank String patientId,
            @Nullable @Size(max = 64) String bed,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String method) {}

    record WrongAssociation(
            @Nullable String patientId,
            @Nullable @Size(max = 64) String bed,
            @Nullable Instant from,
            @Nullable Instant to,
            @NotBlank @Size(max = 500) String reason) {}

    record End(@Nullable Instant at) {}

    @PostMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'CHARGE_NURSE', 'CLINICIAN')")
    ResponseEntity<AssociationView> associate(
            @Valid @RequestBody NewAssociation wanted, Caller caller) {
        if (wanted.from() != null && wanted.to() != null && !wanted.to().isAfter(wanted.from())) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "INVALID_PERIOD", "to must come after from.");
        }
        if (wanted.from() == null && wanted.to() != null) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "INVALID_PERIOD", "A period with an end needs a from.");
        }
        DeviceId device = deviceId(wanted.deviceId());
        PatientId patient = patientId(wanted.patientId());
        requireMayTouch(caller, patient);
        AssociationDesk.Made made =
                desk.associate(
                        device,
                        patient,
                        Optional.ofNullable(wanted.bed()).filter(bed -> !bed.isBlank()),
                        wanted.from(),
                        wanted.to(),
                        method(wanted.method()),
                        caller.subject());
        audit.action(caller, "associate-device", device.value());
        return ResponseEntity.status(made.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(view(made));
    }

    @PostMapping("/{id}/end")
    @PreAuthorize("hasAnyRole('OPERATOR', 'CHARGE_NURSE', 'CLINICIAN')")
    AssociationView end(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable End end,
            Caller caller) {
        ledger.find(id).ifPresent(period -> requireMayTouch(caller, period.patientId()));
        AssociationDesk.Made made = desk.end(id, end == null ? null : end.at(), caller.subject());
        audit.action(caller, "end-association", made.device().value());
        return view(made);
    }

    /** The device was on somebody else, or at another time: what it measured goes with it. */
    @PostMapping("/{id}/correct")
    @PreAuthorize("hasAnyRole('OPERATOR', 'CHARGE_NURSE')")
    AssociationView correct(
            @PathVariable String id, @Valid @RequestBody WrongAssociation wrong, Caller caller) {
        ledger.find(id).ifPresent(period -> requireMayTouch(caller, period.patientId()));
        Optional<PatientId> patient =
                Optional.ofNullable(wrong.patientId()).map(AssociationController::patientId);
        patient.ifPresent(right -> requireMayTouch(caller, right));
        AssociationDesk.Made made =
                desk.correct(
                        id,
                        new Correction(
                                UUID.randomUUID().toString(),
                                patient,
                                Optional.ofNullable(wrong.bed()).filter(bed -> !bed.isBlank()),
                                micros(wrong.from()),
                                micros(wrong.to()),
                                caller.subject()),
                        wrong.reason());
        audit.action(caller, "correct-association", made.device().value());
        return view(made);
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('OPERATOR', 'CHARGE_NURSE', 'CLINICIAN', 'AUDITOR')")
    List<AssociationView> associations(
            @RequestParam @Nullable String device,
            @RequestParam @Nullable String patient,
            Caller caller) {
        if (patient != null) {
            PatientId patientId = patientId(patient);
            requireMayTouch(caller, patientId);
            audit.phiRead(caller, "associations", patientId);
        }
        List<AssociationHistory> histories =
                device == null ? List.copyOf(ledger.all()) : List.of(ledger.of(deviceId(device)));
        boolean withCanary =
                Canary.DEVICE.value().equals(device) && PatientAccess.maySeeTheCanary(caller);
        return histories.stream()
                .filter(history -> withCanary || !Canary.is(history.deviceId()))
                .flatMap(history ->
                        history.periods().stream()
                                .filter(period -> mayTouch(caller, period.patientId()))
                                .map(period ->
                                        AssociationView.of(
                                                history.deviceId(),
                                                period,
                                                ledger.method(period.associationId()))))
                .filter(view -> patient == null || view.patientId().equals(patient))
                .sorted(Comparator.comparing(AssociationView::from))
                .toList();
    }

    private AssociationView view(AssociationDesk.Made made) {
        return AssociationView.of(
                made.device(), made.period(), ledger.method(made.period().associationId()));
    }

    private static Optional<Instant> micros(@Nullable Instant instant) {
        return Optional.ofNullable(instant).map(time -> time.truncatedTo(ChronoUnit.MICROS));
    }

    private static AssociationMethod method(@Nullable String code) {
        return code == null
                ? AssociationMethod.API
                : AssociationMethod.ofCode(code)
                        .orElseThrow(() ->
                                new ApiProblem(
                                        HttpStatus.BAD_REQUEST,
                                        "UNKNOWN_METHOD",
                                        "A method is scan, adt or api."));
    }

    /** Operators look after devices on every ward; others act for the patients they may see. */
    private boolean mayTouch(Caller caller, PatientId patient) {
        return caller.roles().contains("operator") || access.isVisible(caller, patient);
    }

    private void requireMayTouch(Caller caller, PatientId patient) {
        if (!caller.roles().contains("operator")) {
            access.requireVisible(caller, patient);
        }
    }

    private static DeviceId deviceId(String value) {
        if (!DeviceId.isValid(value)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "INVALID_DEVICE_ID", "That is not a device id.");
        }
        return new DeviceId(value);
    }

    private static PatientId patientId(String value) {
        if (!PatientId.isValid(value)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_PATIENT_ID",
                    "A patient id is 1-64 of A-Za-z0-9._- and starts with a letter or digit.");
        }
        return new PatientId(value);
    }
}
