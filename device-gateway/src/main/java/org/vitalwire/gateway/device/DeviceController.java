package org.vitalwire.gateway.device;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
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
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.device.DeviceViews.CertificateView;
import org.vitalwire.gateway.device.DeviceViews.DeviceDetail;
import org.vitalwire.gateway.device.DeviceViews.DeviceView;
import org.vitalwire.gateway.device.DeviceViews.ModelView;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.security.PatientAccess;
import org.vitalwire.kit.web.ApiProblem;

/** Devices, their models, and their lives. */
@RestController
@RequestMapping("/api/v1")
class DeviceController {

    private final DeviceModels models;
    private final DeviceRegistry registry;
    private final DeviceDesk desk;
    private final Enrolment enrolment;
    private final AuditLog audit;

    DeviceController(
            DeviceModels models,
            DeviceRegistry registry,
            DeviceDesk desk,
            Enrolment enrolment,
            AuditLog audit) {
        this.models = models;
        this.registry = registry;
        this.desk = desk;
        this.enrolment = enrolment;
        this.audit = audit;
    }

    record NewDevice(
            @NotBlank String id,
            @NotBlank String model,
            @Nullable String certificateSigningRequest,
            @Nullable String udi,
            @Nullable String serial,
            @Nullable String lot) {}

    /** Why; kept beside the change. */
    record Reason(@NotBlank @Size(max = 500) String reason) {}

    @GetMapping("/device-models")
    List<ModelView> models() {
        return models.all().stream().map(ModelView::of).toList();
    }

    /**
     * @param canary whether operators and auditors want to see the watchdog's own device
     */
    @GetMapping("/devices")
    @PreAuthorize("hasAnyRole('OPERATOR', 'CHARGE_NURSE', 'CLINICIAN', 'AUDITOR')")
    List<DeviceView> devices(
            @RequestParam @Nullable String id,
            @RequestParam @Nullable DeviceState state,
            @RequestParam @Nullable String model,
            @RequestParam(defaultValue = "false") boolean canary,
            Caller caller) {
        boolean withCanary =
                (canary || Canary.DEVICE.value().equals(id))
                        && PatientAccess.maySeeTheCanary(caller);
        return registry.all().stream()
                .filter(device -> withCanary || !Canary.is(device.id()))
                .filter(device -> id == null || device.id().value().equals(id))
                .filter(device -> state == null || device.state() == state)
                .filter(device -> model == null || device.model().id().equals(model))
                .map(DeviceView::of)
                .toList();
    }

    @GetMapping("/devices/{id}")
    @PreAuthorize("hasAnyRole('OPERATOR', 'CHARGE_NURSE', 'CLINICIAN', 'AUDITOR')")
    DeviceDetail device(@PathVariable String id) {
        RegisteredDevice device = registry.find(id);
        if (device == null) {
            throw new ApiProblem(
                    HttpStatus.NOT_FOUND, "DEVICE_NOT_FOUND", "There is no device of that id.");
        }
        return new DeviceDetail(
                DeviceView.of(device),
                desk.certificates(device.id()).stream().map(CertificateView::of).toList());
    }

    @PostMapping("/devices")
    @PreAuthorize("hasRole('OPERATOR')")
    ResponseEntity<EnrolledView> enrol(@Valid @RequestBody NewDevice wanted, Caller caller) {
        EnrolledView enrolled =
                enrolment.enrol(
                        wanted.id(),
                        wanted.model(),
                        new DeviceLabel(
                                Optional.ofNullable(wanted.udi()),
                                Optional.ofNullable(wanted.serial()),
                                Optional.ofNullable(wanted.lot())),
                        wanted.certificateSigningRequest(),
                        caller.subject());
        audit.action(
                caller,
                enrolled.certificate() == null ? "register-device" : "certify-device",
                enrolled.id());
        return ResponseEntity.status(enrolled.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(enrolled);
    }

    @PostMapping("/devices/{id}/suspend")
    @PreAuthorize("hasRole('OPERATOR')")
    DeviceView suspend(@PathVariable String id, @Valid @RequestBody Reason reason, Caller caller) {
        audit.action(caller, "suspend-device", id);
        return DeviceView.of(desk.suspend(deviceId(id), reason.reason(), caller.subject()));
    }

    @PostMapping("/devices/{id}/activate")
    @PreAuthorize("hasRole('OPERATOR')")
    DeviceView activate(@PathVariable String id, @Valid @RequestBody Reason reason, Caller caller) {
        audit.action(caller, "activate-device", id);
        return DeviceView.of(desk.activate(deviceId(id), reason.reason(), caller.subject()));
    }

    @PostMapping("/devices/{id}/retire")
    @PreAuthorize("hasRole('OPERATOR')")
    DeviceView retire(@PathVariable String id, @Valid @RequestBody Reason reason, Caller caller) {
        audit.action(caller, "retire-device", id);
        return DeviceView.of(desk.retire(deviceId(id), reason.reason(), caller.subject()));
    }

    @PostMapping("/devices/{id}/certificates/{serial}/revoke")
    @PreAuthorize("hasRole('OPERATOR')")
    DeviceView revoke(
            @PathVariable String id,
            @PathVariable String serial,
            @Valid @RequestBody Reason reason,
            Caller caller) {
        audit.action(caller, "revoke-certificate", id);
        return DeviceView.of(desk.revoke(deviceId(id), serial, reason.reason(), caller.subject()));
    }

    private static DeviceId deviceId(String id) {
        return Enrolment.deviceId(id);
    }
}
