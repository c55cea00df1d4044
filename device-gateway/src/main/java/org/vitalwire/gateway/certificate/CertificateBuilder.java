package org.vitalwire.gateway.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The kinds of certificate that we make: EC P-256, signed with SHA-256. */
final class CertificateBuilder {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 127;

    /** Devices' clocks lag: valid from a little earlier. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private CertificateBuilder() {}

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyedCertificate authority(String name, Instant now, Duration validity) {
        KeyPair keys = newKeys();
        X500Name subject = commonName(name);
        try {
            X509v3CertificateBuilder builder =
                    builder(subject, subject, keys.getPublic(), now, validity);
            // It signs devices and servers, never another authority.
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new KeyedCertificate(
                    keys.getPrivate(), List.of(sign(builder, keys.getPrivate())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KeyedCertificate server(
            KeyedCertificate issuer, List<String> hostNames, Instant now, Duration validity) {
        KeyPair keys = newKeys();
        try {
            X509v3CertificateBuilder builder =
                    builder(
                            subjectOf(issuer),
                            commonName(hostNames.getFirst()),
                            keys.getPublic(),
                            now,
                            validity);
            leaf(builder, issuer, KeyPurposeId.id_kp_serverAuth);
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            hostNames.stream()
                                    .map(CertificateBuilder::alternativeName)
                                    .toArray(GeneralName[]::new)));
            X509Certificate certificate = sign(builder, issuer.key());
            return new KeyedCertificate(keys.getPrivate(), List.of(certificate, issuer.leaf()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name is ours to give: what the request says of itself does not matter. */
    static X509Certificate device(
            KeyedCertificate issuer,
            String deviceId,
            PublicKey key,
            Instant now,
            Duration validity) {
        return client(issuer, commonName(deviceId), key, now, validity);
    }

    /** Of the bearer of a claim for the device. */
    static X509Certificate claim(
            KeyedCertificate issuer,
            String deviceId,
            PublicKey key,
            Instant now,
            Duration validity) {
        X500Name subject =
                new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.OU, "claim")
                        .addRDN(BCStyle.CN, deviceId)
                        .build();
        return client(issuer, subject, key, now, validity);
    }

    private static X509Certificate client(
            KeyedCertificate issuer,
            X500Name subject,
            PublicKey key,
            Instant now,
            Duration validity) {
        try {
            X509v3CertificateBuilder builder =
                    builder(subjectOf(issuer), subject, key, now, validity);
            leaf(builder, issuer, KeyPurposeId.id_kp_clientAuth);
            return sign(builder, issuer.key());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Duration validity)
            throws IOException {
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(
                        issuer,
                        new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                        Date.from(now.minus(BACKDATED)),
                        Date.from(now.plus(validity)),
                        subject,
                        SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                extensions().createSubjectKeyIdentifier(key));
        return builder;
    }

    private static void leaf(
            X509v3CertificateBuilder builder, KeyedCertificate issuer, KeyPurposeId purpose)
            throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions().createAuthorityKeyIdentifier(issuer.leaf().getPublicKey()));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(algorithm).build(key)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot sign a certificate", e);
        }
    }

    private static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName alternativeName(String host) {
        boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static X500Name commonName(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private static X500Name subjectOf(KeyedCertificate issuer) {
        return X500Name.getInstance(issuer.leaf().getSubjectX500Principal().getEncoded());
    }
}
