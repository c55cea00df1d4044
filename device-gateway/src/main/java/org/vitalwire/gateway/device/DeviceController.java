package org.vitalwire.gateway.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.gateway.certificate.CertificateAuthority;
import org.vitalwire.gateway.certificate.IssuedCertificate;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.Caller;

/** Devices and their models. */
@RestController
@RequestMapping("/api/v1")
class DeviceController {

    private final DeviceModels models;
    private final DeviceRegistry registry;
    private final DeviceEnrolment enrolment;
    private final CertificateAuthority authority;
    private final MqttAddress address;
    private final AuditLog audit;

    DeviceController(
            DeviceModels models,
            DeviceRegistry registry,
            DeviceEnrolment enrolment,
            CertificateAuthority authority,
            MqttAddress address,
            AuditLog audit) {
        this.models = models;
        this.registry = registry;
        this.enrolment = enrolment;
        this.authority = authority;
        this.address = address;
        this.audit = audit;
    }

    record DeviceView(
            String id,
            String model,
            DeviceState state,
            boolean synthetic,
            String topic,
            Instant registeredAt) {

        static DeviceView of(RegisteredDevice device) {
            return new DeviceView(
                    device.id().value(),
                    device.model().id(),
                    device.state(),
                    device.model().synthetic(),
                    device.readingsTopic(),
                    device.registeredAt());
        }
    }

    record NewDevice(
            @NotBlank String id,
            @NotBlank String model,
            @Nullable String certificateSigningRequest) {}

    /** Everything that the device needs to connect. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EnrolledView(
            String id,
            String model,
            DeviceState state,
            String topic,
            @Nullable String certificate,
            String caCertificate,
            String mqttHost,
            int mqttPort) {}

    @GetMapping("/device-models")
    Collection<DeviceModel> models() {
        return models.all();
    }

    @GetMapping("/devices")
    @PreAuthorize("hasAnyRole('OPERATOR', 'CHARGE_NURSE', 'CLINICIAN', 'AUDITOR')")
    List<DeviceView> devices(@RequestParam @Nullable String id) {
        return registry.all().stream()
                .filter(device -> id == null || device.id().value().equals(id))
                .map(DeviceView::of)
                .toList();
    }

    @PostMapping("/devices")
    @PreAuthorize("hasRole('OPERATOR')")
    ResponseEntity<EnrolledView> enrol(@Valid @RequestBody NewDevice wanted, Caller caller) {
        DeviceEnrolment.Enrolled enrolled =
                enrolment.enrol(
                        wanted.id(),
                        wanted.model(),
                        wanted.certificateSigningRequest(),
                        caller.subject());
        RegisteredDevice device = enrolled.device();
        audit.action(
                caller,
                enrolled.certificate().isPresent() ? "certify-device" : "register-device",
                device.id().value());
        return ResponseEntity.status(enrolled.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(
                        new EnrolledView(
                                device.id().value(),
                                device.model().id(),
                                device.state(),
                                device.readingsTopic(),
                                enrolled.certificate().map(IssuedCertificate::pem).orElse(null),
                                authority.serverTrustPem(),
                                address.host(),
                                address.port()));
    }
}
