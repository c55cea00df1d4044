package org.vitalwire.gateway.mqtt;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.certificate.PresentedCertificate;
import org.vitalwire.gateway.certificate.RevocationLists;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.DeviceState;
import org.vitalwire.gateway.device.DeviceTopics;
import org.vitalwire.gateway.device.KnownCertificate;
import org.vitalwire.gateway.device.RegisteredDevice;

/**
 * Who may connect, and stay: the device whose name is in the certificate, if it may, as itself,
 * with a certificate that is valid still. The bearer of a claim may enrol and nothing else.
 */
final class Admission {

    /** What is said of a certificate that names no possible device. */
    static final String NAMELESS = "unnamed";

    private final DeviceRegistry registry;
    private final RevocationLists lists;
    private final Function<String, Optional<DeviceId>> claims;
    private final InstantSource clock;

    /**
     * @param claims whose open claim a certificate of that fingerprint may bring
     */
    Admission(
            DeviceRegistry registry,
            RevocationLists lists,
            Function<String, Optional<DeviceId>> claims,
            InstantSource clock) {
        this.registry = registry;
        this.lists = lists;
        this.claims = claims;
        this.clock = clock;
    }

    sealed interface Verdict {}

    record Admitted(RegisteredDevice device, PresentedCertificate certificate) implements Verdict {}

    /** May enrol that device, once. */
    record ClaimBearer(DeviceId device, PresentedCertificate certificate) implements Verdict {}

    /**
     * @param name that the certificate proves
     */
    record Refused(String name, FailureCode code, String reason) implements Verdict {}

    /**
     * @param clientId null when the client leaves the choice to us
     * @param willTopic null when it has no will
     */
    Verdict judge(
            Optional<PresentedCertificate> shown,
            @Nullable String clientId,
            @Nullable String willTopic) {
        String name = shown.flatMap(PresentedCertificate::name).orElse("");
        if (shown.isEmpty() || !DeviceId.isValid(name)) {
            return new Refused(
                    NAMELESS,
                    FailureCode.UNKNOWN_DEVICE,
                    "the certificate's common name is no device id");
        }
        PresentedCertificate certificate = shown.get();
        if (clientId != null && !clientId.equals(name)) {
            return new Refused(
                    name,
                    FailureCode.IDENTITY_MISMATCH,
                    "the MQTT client id is not the name in the certificate");
        }
        Optional<DeviceId> claim =
                certificate.own() ? claims.apply(certificate.sha256()) : Optional.empty();
        if (claim.isPresent()) {
            return willTopic == null
                    ? new ClaimBearer(claim.get(), certificate)
                    : new Refused(name, FailureCode.CLAIM_ONLY, "a claim leaves no will");
        }
        return standing(name, certificate)
                .<Verdict>map(refused -> refused)
                .orElseGet(() -> {
                    RegisteredDevice device = registry.find(name);
                    if (willTopic != null && !willTopic.equals(DeviceTopics.status(name))) {
                        return new Refused(
                                name,
                                FailureCode.FOREIGN_TOPIC,
                                "a will goes to the device's own status topic");
                    }
                    return new Admitted(java.util.Objects.requireNonNull(device), certificate);
                });
    }

    /** Why a device that shows the certificate may not be connected; empty where it may. */
    Optional<Refused> standing(String name, PresentedCertificate certificate) {
        RegisteredDevice device = registry.find(name);
        if (device == null) {
            return refused(
                    name, FailureCode.UNKNOWN_DEVICE, "no device of that name is registered");
        }
        if (!device.mayConnect()) {
            return refused(
                    name,
                    FailureCode.DEVICE_NOT_ACTIVE,
                    "the device is " + device.state().inWords());
        }
        Instant now = clock.instant();
        // TLS has looked at the handshake; a connection may outlive its certificate.
        if (now.isAfter(certificate.notAfter())) {
            return refused(
                    name,
                    FailureCode.CERTIFICATE_EXPIRED,
                    "the certificate has expired at " + certificate.notAfter());
        }
        KnownCertificate known = registry.certificate(certificate.sha256());
        if (known == null && certificate.own()) {
            return refused(
                    name,
                    FailureCode.CERTIFICATE_REVOKED,
                    "the certificate is not, or no longer, a device's");
        }
        if (known != null && (known.isRevoked() || !known.device().value().equals(name))) {
            return refused(
                    name,
                    FailureCode.CERTIFICATE_REVOKED,
                    "the certificate %s was revoked".formatted(known.serial()));
        }
        if (certificate.foreign().filter(lists::isRevoked).isPresent()) {
            return refused(
                    name,
                    FailureCode.CERTIFICATE_REVOKED,
                    "its authority has revoked the certificate " + certificate.serial());
        }
        return Optional.empty();
    }

    /** Whether the device is kept out for now, and not for good. */
    boolean isSuspended(String name) {
        RegisteredDevice device = registry.find(name);
        return device != null && device.state() == DeviceState.SUSPENDED;
    }

    private static Optional<Refused> refused(String name, FailureCode code, String reason) {
        return Optional.of(new Refused(name, code, reason));
    }
}
