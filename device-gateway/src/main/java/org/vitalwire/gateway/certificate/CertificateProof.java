package org.vitalwire.gateway.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;

/** That somebody holds the key of a certificate, shown by a signature over a text. */
public final class CertificateProof {

    private static final int LONGEST = 16_384;

    private CertificateProof() {}

    /**
     * The certificate whose key has signed the text; empty where it has not, or something is not
     * readable. Whether the certificate itself is to be believed is not judged here.
     *
     * @param signature Base64; ECDSA or RSA (PKCS 1) with SHA-256, or Ed25519, over the UTF-8 bytes
     */
    public static Optional<PresentedCertificate> of(
            String certificatePem, String text, String signature, CertificateAuthority authority) {
        if (certificatePem.length() > LONGEST || signature.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            for (Object object : Pem.parse(certificatePem)) {
                if (object instanceof X509CertificateHolder holder) {
                    X509Certificate certificate =
                            new JcaX509CertificateConverter().getCertificate(holder);
                    return isSigned(certificate, text, signature)
                            ? Optional.of(
                                    PresentedCertificate.of(
                                            certificate,
                                            (sha256, shown) -> authority.hasSigned(shown)))
                            : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isSigned(X509Certificate certificate, String text, String signature)
            throws GeneralSecurityException {
        String algorithm =
                switch (certificate.getPublicKey().getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "Ed25519";
                };
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(text.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(Base64.getMimeDecoder().decode(signature));
    }
}
