package org.vitalwire.gateway.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.certificate.BadSigningRequestException;
import org.vitalwire.gateway.certificate.CertificateAuthority;
import org.vitalwire.gateway.certificate.IssuedCertificate;
import org.vitalwire.gateway.device.DeviceDesk;
import org.vitalwire.gateway.device.DeviceLabel;
import org.vitalwire.gateway.device.DeviceModel;
import org.vitalwire.gateway.device.EnrolledView;
import org.vitalwire.gateway.device.Enrolment;
import org.vitalwire.kit.web.ApiProblem;

/**
 * Claims: a secret that an operator hands to whoever sets the device up, and that enrols this one
 * device once. Only its hash is stored. Whatever is wrong with a claim, its bearer hears the same.
 */
public final class Claims {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** 192 bits: nothing to guess, and short enough for a QR code or a label. */
    private static final int SECRET_BYTES = 24;

    private static final int LISTED = 500;

    private final ClaimStore store;
    private final DeviceDesk desk;
    private final Enrolment enrolment;
    private final CertificateAuthority authority;
    private final EnrolmentSettings settings;
    private final InstantSource clock;

    /** Open claims by the fingerprint of the certificate that may bring them. */
    private volatile Map<String, Claim> byCertificate = Map.of();

    Claims(
            ClaimStore store,
            DeviceDesk desk,
            Enrolment enrolment,
            CertificateAuthority authority,
            EnrolmentSettings settings,
            InstantSource clock) {
        this.store = store;
        this.desk = desk;
        this.enrolment = enrolment;
        this.authority = authority;
        this.settings = settings;
        this.clock = clock;
        reread();
    }

    /**
     * A claim, just made.
     *
     * @param secret shown once
     */
    record Made(String secret, Claim claim, Optional<IssuedCertificate> certificate) {

        /** Prints no secret. */
        @Override
        public String toString() {
            return "Made[" + claim + "]";
        }
    }

    /**
     * @param signingRequest of the key that may bring the claim over MQTT, null for none
     */
    Made make(
            DeviceId device,
            DeviceModel model,
            DeviceLabel label,
            @Nullable Duration validity,
            @Nullable String signingRequest,
            String by) {
        Duration valid = validity == null ? settings.claimValidity() : validity;
        if (!valid.isPositive() || valid.compareTo(settings.longestClaimValidity()) > 0) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_VALIDITY",
                    "A claim is valid for some time, and at most "
                            + settings.longestClaimValidity());
        }
        Instant now = now();
        Instant until = now.plus(valid);
        Optional<IssuedCertificate> certificate =
                Optional.ofNullable(signingRequest).map(request -> sign(device, request, until));
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Claim claim =
                new Claim(
                        hash(secret),
                        device,
                        model.id(),
                        label,
                        now,
                        by,
                        until,
                        Optional.empty(),
                        Optional.empty(),
                        certificate.map(IssuedCertificate::sha256));
        store.insert(claim);
        reread();
        return new Made(secret, claim, certificate);
    }

    /** Enrols the claim's device. */
    EnrolledView redeem(String secret, String signingRequest) {
        return redeem(secret, signingRequest, claim -> true);
    }

    /**
     * Enrols the device of a claim that came over MQTT.
     *
     * @param certificateSha256 of the connection
     */
    public EnrolledView redeem(
            String deviceId, String secret, String signingRequest, String certificateSha256) {
        return redeem(
                secret,
                signingRequest,
                claim ->
                        claim.device().value().equals(deviceId)
                                && claim.certificateSha256()
                                        .equals(Optional.of(certificateSha256)));
    }

    private EnrolledView redeem(String secret, String signingRequest, Predicate<Claim> fits) {
        // First, so that the answer tells nothing of the claim.
        requireSignable(signingRequest);
        Claim claim =
                store.find(hash(secret))
                        .filter(found -> found.isOpen(clock.instant()))
                        .filter(fits)
                        .orElseThrow(Claims::refused);
        IssuedCertificate certificate = enrolment.sign(claim.device(), signingRequest);
        EnrolledView enrolled;
        try {
            enrolled =
                    enrolment.view(
                            desk.enrol(
                                    claim.device(),
                                    enrolment.model(claim.model()),
                                    claim.label(),
                                    Optional.of(certificate),
                                    "claim of " + claim.createdBy(),
                                    () -> use(claim)),
                            Optional.of(certificate));
        } catch (ApiProblem e) {
            audit.atWarn()
                    .addKeyValue("action", "refuse-claim")
                    .addKeyValue("deviceId", claim.device())
                    .addKeyValue("code", e.code())
                    .log("claim refused");
            throw refused();
        }
        audit.atInfo()
                .addKeyValue("action", "redeem-claim")
                .addKeyValue("deviceId", claim.device())
                .addKeyValue("subject", claim.createdBy())
                .log("action");
        reread();
        return enrolled;
    }

    /** Whose open claim the certificate may bring; asked at every connection. */
    public Optional<DeviceId> broughtBy(String certificateSha256) {
        return Optional.ofNullable(byCertificate.get(certificateSha256))
                .filter(claim -> claim.isOpen(clock.instant()))
                .map(Claim::device);
    }

    /** What other replicas have made or used is read from the database. */
    public void reread() {
        byCertificate =
                store.openWithCertificate(clock.instant()).stream()
                        .collect(
                                Collectors.toMap(
                                        claim -> claim.certificateSha256().orElseThrow(),
                                        claim -> claim));
    }

    List<Claim> newest() {
        return store.newest(LISTED);
    }

    static ApiProblem refused() {
        return new ApiProblem(
                HttpStatus.FORBIDDEN,
                "CLAIM_REFUSED",
                "The claim is not known, was used, has expired, or is for another device.");
    }

    private void use(Claim claim) {
        if (!store.use(claim.sha256(), now())) {
            throw refused();
        }
    }

    private void requireSignable(String signingRequest) {
        try {
            authority.check(signingRequest);
        } catch (BadSigningRequestException e) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "INVALID_SIGNING_REQUEST", e.explanation());
        }
    }

    private IssuedCertificate sign(DeviceId device, String signingRequest, Instant until) {
        try {
            return authority.signClaim(device, signingRequest, until);
        } catch (BadSigningRequestException e) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "INVALID_SIGNING_REQUEST", e.explanation());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The secret is random, so a plain hash gives nothing away, nor does the search for it. */
    static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
