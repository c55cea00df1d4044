package org.vitalwire.gateway.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.vitalwire.contracts.id.DeviceId;

/** Signs devices' certificates, and the gateway's own where no other is configured. */
public final class CertificateAuthority {

    private static final int LEAST_RSA_BITS = 2048;
    private static final int LONGEST_REQUEST = 16_384;
    private static final Duration SERVER_VALIDITY = Duration.ofDays(825);

    private final CertificateSettings settings;
    private final KeyedCertificate authority;
    private final InstantSource clock;

    CertificateAuthority(CertificateSettings settings, InstantSource clock) {
        this.settings = settings;
        this.authority = AuthorityFiles.openOrCreate(settings.directory(), clock.instant());
        this.clock = clock;
    }

    /** What devices must trust to know the gateway, in PEM. */
    public String serverTrustPem() {
        CertificateSettings.Server server = settings.server();
        return server == null
                ? Pem.of(authority.leaf())
                : Pem.certificates(server.authority()).stream()
                        .map(Pem::of)
                        .collect(Collectors.joining());
    }

    /**
     * Signs a device's key. The certificate's name is the device id, whatever the request says.
     *
     * @param signingRequest PKCS 10 in PEM, signed with the key it asks for
     */
    public IssuedCertificate sign(DeviceId device, String signingRequest)
            throws BadSigningRequestException {
        PublicKey key = verifiedKey(signingRequest);
        return issued(
                CertificateBuilder.device(
                        authority,
                        device.value(),
                        key,
                        clock.instant(),
                        settings.deviceValidity()));
    }

    /**
     * Signs a key that may only bring the claim for the device. What makes it a claim's is that the
     * registry knows it as such; its organisational unit says so to people.
     */
    public IssuedCertificate signClaim(DeviceId device, String signingRequest, Instant until)
            throws BadSigningRequestException {
        PublicKey key = verifiedKey(signingRequest);
        Instant now = clock.instant();
        return issued(
                CertificateBuilder.claim(
                        authority, device.value(), key, now, Duration.between(now, until)));
    }

    /** Whether it would be signed. */
    public void check(String signingRequest) throws BadSigningRequestException {
        verifiedKey(signingRequest);
    }

    /** Whether this authority has signed it, and no other of the same name. */
    public boolean hasSigned(X509Certificate certificate) {
        if (!certificate
                .getIssuerX500Principal()
                .equals(authority.leaf().getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(authority.leaf().getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static IssuedCertificate issued(X509Certificate certificate) {
        return new IssuedCertificate(
                Pem.of(certificate),
                certificate.getSerialNumber().toString(16),
                PresentedCertificate.fingerprint(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** What the gateway shows to devices: made anew at every start, unless configured. */
    KeyedCertificate server() {
        CertificateSettings.Server configured = settings.server();
        if (configured != null) {
            return new KeyedCertificate(
                    Pem.privateKey(configured.key()), Pem.certificates(configured.certificate()));
        }
        Set<String> names = new LinkedHashSet<>(settings.hostNames());
        names.addAll(List.of("localhost", "127.0.0.1"));
        return CertificateBuilder.server(
                authority, List.copyOf(names), clock.instant(), SERVER_VALIDITY);
    }

    /** Whose devices may connect. */
    List<X509Certificate> trusted() {
        List<X509Certificate> trusted = new java.util.ArrayList<>();
        trusted.add(authority.leaf());
        settings.trustedAuthorities().forEach(file -> trusted.addAll(Pem.certificates(file)));
        return trusted;
    }

    private static PublicKey verifiedKey(String signingRequest) throws BadSigningRequestException {
        if (signingRequest.length() > LONGEST_REQUEST) {
            throw new BadSigningRequestException("The signing request is too long.");
        }
        try {
            for (Object object : Pem.parse(signingRequest)) {
                if (object instanceof PKCS10CertificationRequest request) {
                    return verifiedKey(new JcaPKCS10CertificationRequest(request));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new BadSigningRequestException("The signing request is not readable PEM.", e);
        }
        throw new BadSigningRequestException("There is no PKCS 10 request in the PEM.");
    }

    private static PublicKey verifiedKey(JcaPKCS10CertificationRequest request)
            throws BadSigningRequestException {
        try {
            PublicKey key = request.getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new BadSigningRequestException(
                        "The signing request is not signed with its own key.");
            }
            if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
                throw new BadSigningRequestException("An RSA key needs at least 2048 bits.");
            }
            return key;
        } catch (GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new BadSigningRequestException(
                    "The signing request's key or signature is of no known kind.", e);
        }
    }
}
