package org.vitalwire.gateway.device;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.certificate.BadSigningRequestException;
import org.vitalwire.gateway.certificate.CertificateAuthority;
import org.vitalwire.gateway.certificate.IssuedCertificate;
import org.vitalwire.gateway.device.DeviceDesk.Enrolled;
import org.vitalwire.kit.web.ApiProblem;

/** Registers devices and signs their certificates, for whoever has the right to ask. */
public final class Enrolment {

    private final DeviceModels models;
    private final DeviceDesk desk;
    private final CertificateAuthority authority;
    private final Supplier<MqttAddress> address;

    Enrolment(
            DeviceModels models,
            DeviceDesk desk,
            CertificateAuthority authority,
            Supplier<MqttAddress> address) {
        this.models = models;
        this.desk = desk;
        this.authority = authority;
        this.address = address;
    }

    /**
     * @param signingRequest PKCS 10 in PEM, or null for a device with a certificate of another
     *     authority that the gateway trusts
     */
    public EnrolledView enrol(
            String id,
            String model,
            DeviceLabel label,
            @Nullable String signingRequest,
            String by) {
        DeviceId device = deviceId(id);
        DeviceModel known = model(model);
        Optional<IssuedCertificate> certificate =
                signingRequest == null
                        ? Optional.empty()
                        : Optional.of(sign(device, signingRequest));
        return view(desk.enrol(device, known, label, certificate, by, () -> {}), certificate);
    }

    public EnrolledView view(Enrolled enrolled, Optional<IssuedCertificate> certificate) {
        RegisteredDevice device = enrolled.device();
        return new EnrolledView(
                device.id().value(),
                device.model().id(),
                device.state(),
                device.readingsTopic(),
                certificate.map(IssuedCertificate::pem).orElse(null),
                authority.serverTrustPem(),
                address.get().host(),
                address.get().port(),
                enrolled.isNew());
    }

    public IssuedCertificate sign(DeviceId device, String signingRequest) {
        try {
            return authority.sign(device, signingRequest);
        } catch (BadSigningRequestException e) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "INVALID_SIGNING_REQUEST", e.explanation());
        }
    }

    public DeviceModel model(String id) {
        return models.find(id)
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.BAD_REQUEST,
                                "UNKNOWN_DEVICE_MODEL",
                                "No such device model; GET /api/v1/device-models lists them."));
    }

    public static DeviceId deviceId(String id) {
        if (!DeviceId.isValid(id)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_DEVICE_ID",
                    "A device id is 1-64 of A-Za-z0-9._- and starts with a letter or digit.");
        }
        return new DeviceId(id);
    }
}
