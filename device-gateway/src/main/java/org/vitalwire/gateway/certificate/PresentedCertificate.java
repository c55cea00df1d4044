package org.vitalwire.gateway.certificate;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a client has shown in TLS, where its chain was judged already.
 *
 * @param name the subject's only common name; empty where there is none, or more than one: we could
 *     trust the one and log the other
 * @param serial hexadecimal
 * @param sha256 fingerprint, hexadecimal
 * @param own whether this gateway's authority has signed it
 * @param foreign the certificate itself where another authority has signed it
 */
public record PresentedCertificate(
        Optional<String> name,
        String serial,
        String sha256,
        Instant notBefore,
        Instant notAfter,
        boolean own,
        Optional<X509Certificate> foreign) {

    /** Tells our own certificates, by their fingerprint where it is known. */
    public interface Signer {
        boolean isOwn(String sha256, X509Certificate certificate);
    }

    /** Empty where the session has no client certificate. */
    public static Optional<PresentedCertificate> of(@Nullable SSLSession session, Signer signer) {
        if (session == null) {
            return Optional.empty();
        }
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(of(certificate, signer))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    static PresentedCertificate of(X509Certificate certificate, Signer signer) {
        String sha256 = fingerprint(certificate);
        boolean own = signer.isOwn(sha256, certificate);
        return new PresentedCertificate(
                commonName(certificate),
                certificate.getSerialNumber().toString(16),
                sha256,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                own,
                // Thousands of them are held: those of our own we know by their fingerprint.
                own ? Optional.empty() : Optional.of(certificate));
    }

    static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            String found = null;
            for (Rdn rdn :
                    new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (rdn.size() == 1 && rdn.getType().equalsIgnoreCase("CN")) {
                    if (found != null) {
                        return Optional.empty();
                    }
                    found = rdn.getValue().toString();
                }
            }
            return Optional.ofNullable(found);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
