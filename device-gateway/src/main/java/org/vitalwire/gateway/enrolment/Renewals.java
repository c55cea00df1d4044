package org.vitalwire.gateway.enrolment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.certificate.CertificateAuthority;
import org.vitalwire.gateway.certificate.CertificateProof;
import org.vitalwire.gateway.certificate.IssuedCertificate;
import org.vitalwire.gateway.certificate.PresentedCertificate;
import org.vitalwire.gateway.device.DeviceDesk;
import org.vitalwire.gateway.device.DeviceDesk.Enrolled;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.EnrolledView;
import org.vitalwire.gateway.device.Enrolment;
import org.vitalwire.gateway.device.KnownCertificate;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.kit.web.ApiProblem;

/**
 * Gives a device its next certificate on the strength of its present one. The present one stays
 * valid until its own end: a device that fails to store the new one must not be locked out.
 */
public final class Renewals {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    private final DeviceRegistry registry;
    private final DeviceDesk desk;
    private final Enrolment enrolment;
    private final CertificateAuthority authority;
    private final Attempts attempts;
    private final InstantSource clock;

    Renewals(
            DeviceRegistry registry,
            DeviceDesk desk,
            Enrolment enrolment,
            CertificateAuthority authority,
            Attempts attempts,
            InstantSource clock) {
        this.registry = registry;
        this.desk = desk;
        this.enrolment = enrolment;
        this.authority = authority;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * The next certificate, committed.
     *
     * @param present what the device is connected with
     */
    public EnrolledView renew(
            DeviceId device, PresentedCertificate present, String signingRequest) {
        if (!attempts.admit(device.value())) {
            audit(device, "TOO_MANY_RENEWALS");
            throw new ApiProblem(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "TOO_MANY_RENEWALS",
                    "The device has asked for too many certificates; try again in an hour.");
        }
        if (!isRenewable(device, present)) {
            audit(device, "RENEWAL_REFUSED");
            throw refused();
        }
        IssuedCertificate next = enrolment.sign(device, signingRequest);
        RegisteredDevice renewed;
        try {
            renewed = desk.renewed(device, next, "device");
        } catch (ApiProblem e) {
            audit(device, e.code());
            throw refused();
        }
        audit.atInfo()
                .addKeyValue("action", "renew-certificate")
                .addKeyValue("deviceId", device)
                .log("action");
        return enrolment.view(new Enrolled(renewed, false), Optional.of(next));
    }

    /** The same over HTTPS, where the present certificate's key has signed the request. */
    EnrolledView renew(
            String deviceId, String certificatePem, String signingRequest, String signature) {
        PresentedCertificate present =
                CertificateProof.of(certificatePem, signingRequest, signature, authority)
                        .orElseThrow(Renewals::refused);
        if (!DeviceId.isValid(deviceId)) {
            throw refused();
        }
        DeviceId device = new DeviceId(deviceId);
        if (!isRenewable(device, present)) {
            throw refused();
        }
        return renew(device, present, signingRequest);
    }

    /** Another authority's certificates are renewed there. */
    private boolean isRenewable(DeviceId device, PresentedCertificate present) {
        Instant now = clock.instant();
        KnownCertificate known = registry.certificate(present.sha256());
        RegisteredDevice registered = registry.find(device.value());
        return known != null
                && registered != null
                && registered.mayConnect()
                && !known.external()
                && !known.isRevoked()
                && known.device().equals(device)
                && !now.isAfter(known.notAfter())
                && !now.isBefore(known.notBefore());
    }

    private static void audit(DeviceId device, String code) {
        audit.atWarn()
                .addKeyValue("action", "refuse-renewal")
                .addKeyValue("deviceId", device)
                .addKeyValue("code", code)
                .log("renewal refused");
    }

    static ApiProblem refused() {
        return new ApiProblem(
                HttpStatus.FORBIDDEN,
                "RENEWAL_REFUSED",
                "Renewal needs a valid certificate of this gateway's, and a signature with its"
                        + " key.");
    }
}
