package org.vitalwire.simulator.fake;

import java.io.StringWriter;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.vitalwire.testkit.TestCertificates;

/** Signs a device's own request, as the gateway does. */
final class CertificateSigner {

    private CertificateSigner() {}

    static java.security.cert.X509Certificate sign(
            TestCertificates authority, PKCS10CertificationRequest request, String deviceId) {
        try {
            if (!request.isSignatureValid(
                    new JcaContentVerifierProviderBuilder()
                            .build(request.getSubjectPublicKeyInfo()))) {
                throw new IllegalArgumentException("the request is not signed by its own key");
            }
            Instant now = Instant.now();
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            new X509v3CertificateBuilder(
                                            X500Name.getInstance(
                                                    authority
                                                            .authorityCertificate()
                                                            .getSubjectX500Principal()
                                                            .getEncoded()),
                                            BigInteger.valueOf(System.nanoTime()),
                                            Date.from(now.minusSeconds(60)),
                                            Date.from(now.plus(Duration.ofDays(30))),
                                            new X500Name("CN=" + deviceId),
                                            request.getSubjectPublicKeyInfo())
                                    .build(
                                            new JcaContentSignerBuilder("SHA256withECDSA")
                                                    .build(authority.authorityKey())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(Object value) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(value);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
