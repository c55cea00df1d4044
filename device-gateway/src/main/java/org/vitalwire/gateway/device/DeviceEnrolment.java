package org.vitalwire.gateway.device;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.certificate.BadSigningRequestException;
import org.vitalwire.gateway.certificate.CertificateAuthority;
import org.vitalwire.gateway.certificate.IssuedCertificate;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.web.ApiProblem;

/** Registers devices and signs their certificates. */
final class DeviceEnrolment {

    private final DeviceModels models;
    private final DeviceStore store;
    private final DeviceRegistry registry;
    private final CertificateAuthority authority;
    private final ServiceDatabase database;
    private final InstantSource clock;

    DeviceEnrolment(
            DeviceModels models,
            DeviceStore store,
            DeviceRegistry registry,
            CertificateAuthority authority,
            ServiceDatabase database,
            InstantSource clock) {
        this.models = models;
        this.store = store;
        this.registry = registry;
        this.authority = authority;
        this.database = database;
        this.clock = clock;
    }

    /** A device, whether it is new, and its certificate where one was asked for. */
    record Enrolled(
            RegisteredDevice device, boolean isNew, Optional<IssuedCertificate> certificate) {}

    /**
     * Enrols a new device, or gives a known one of the same model another certificate.
     *
     * @param signingRequest PKCS 10 in PEM, or null for a device with a certificate of another
     *     authority that the gateway trusts
     */
    Enrolled enrol(String id, String modelId, @Nullable String signingRequest, String by) {
        if (!DeviceId.isValid(id)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_DEVICE_ID",
                    "A device id is 1-64 of A-Za-z0-9._- and starts with a letter or digit.");
        }
        DeviceModel model =
                models.find(modelId)
                        .orElseThrow(() ->
                                new ApiProblem(
                                        HttpStatus.BAD_REQUEST,
                                        "UNKNOWN_DEVICE_MODEL",
                                        "No such device model; GET /api/v1/device-models lists them."));
        RegisteredDevice wanted =
                new RegisteredDevice(
                        new DeviceId(id),
                        model,
                        DeviceState.ACTIVE,
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        Optional<IssuedCertificate> certificate = certificate(wanted.id(), signingRequest);
        Boolean isNew =
                database.transaction()
                        .execute(status -> {
                            boolean inserted = store.insert(wanted, by);
                            if (!inserted) {
                                requireSame(wanted);
                            }
                            certificate.ifPresent(issued ->
                                    store.insert(wanted.id(), issued, wanted.registeredAt(), by));
                            return inserted;
                        });
        if (Boolean.TRUE.equals(isNew)) {
            registry.put(wanted);
            return new Enrolled(wanted, true, certificate);
        }
        RegisteredDevice known = registry.find(id);
        return new Enrolled(known == null ? wanted : known, false, certificate);
    }

    private Optional<IssuedCertificate> certificate(
            DeviceId device, @Nullable String signingRequest) {
        if (signingRequest == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(authority.sign(device, signingRequest));
        } catch (BadSigningRequestException e) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "INVALID_SIGNING_REQUEST", e.explanation());
        }
    }

    private void requireSame(RegisteredDevice wanted) {
        RegisteredDevice known = registry.find(wanted.id().value());
        if (known != null && known.model().equals(wanted.model()) && known.isActive()) {
            return;
        }
        throw new ApiProblem(
                HttpStatus.CONFLICT,
                "DEVICE_EXISTS",
                "There is a device of that id already, of another model or not active.");
    }
}
