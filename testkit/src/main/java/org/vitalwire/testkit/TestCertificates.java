package org.vitalwire.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests (EC P-256) and what it issues. */
public final class TestCertificates {

    private static final char[] KEY_STORE_PASSWORD = "changeit".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Identity authority;

    private TestCertificates(Identity authority) {
        this.authority = authority;
    }

    /** A new authority: certificates of another one are strangers to it. */
    public static TestCertificates newAuthority() {
        KeyPair keys = newKeys();
        X500Name name = name("Vitalwire test CA " + Long.toHexString(RANDOM.nextLong()));
        X509v3CertificateBuilder builder =
                builder(name, name, keys, Instant.now(), Duration.ofDays(365));
        return new TestCertificates(
                new Identity(keys.getPrivate(), sign(builder, keys.getPrivate(), Use.AUTHORITY)));
    }

    public X509Certificate authorityCertificate() {
        return authority.certificate();
    }

    public PrivateKey authorityKey() {
        return authority.privateKey();
    }

    public String authorityPem() {
        return pem(authority.certificate());
    }

    /** A device's certificate: its id is the common name. Valid from an hour ago for 30 days. */
    public Identity device(String deviceId) {
        return device(deviceId, Instant.now().minusSeconds(3600), Duration.ofDays(30));
    }

    public Identity device(String deviceId, Instant from, Duration validFor) {
        return issue(deviceId, from, validFor, Use.CLIENT);
    }

    /** A server's certificate for localhost and 127.0.0.1. */
    public Identity server() {
        return issue(
                "localhost", Instant.now().minusSeconds(3600), Duration.ofDays(30), Use.SERVER);
    }

    /** TLS for a client that shows the identity and trusts this authority. */
    public SSLContext sslContext(Identity identity) {
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(identity), KEY_STORE_PASSWORD);
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS for a client that has no certificate. */
    public SSLContext anonymousSslContext() {
        try {
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PKCS 12, password {@code changeit}, the chain up to this authority. */
    public KeyStore keyStore(Identity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "identity",
                    identity.privateKey(),
                    KEY_STORE_PASSWORD,
                    new X509Certificate[] {identity.certificate(), authority.certificate()});
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds this authority's certificate only. */
    public KeyStore trustStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", authority.certificate());
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code ca.pem}, {@code <name>.crt} and {@code <name>.key}, for mosquitto and curl. */
    public PemFiles writePem(Path directory, String name, Identity identity) {
        try {
            Files.createDirectories(directory);
            return new PemFiles(
                    Files.writeString(directory.resolve("ca.pem"), authorityPem()),
                    Files.writeString(directory.resolve(name + ".crt"), identity.certificatePem()),
                    Files.writeString(directory.resolve(name + ".key"), identity.privateKeyPem()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Identity issue(String commonName, Instant from, Duration validFor, Use use) {
        KeyPair keys = newKeys();
        X500Name issuer =
                X500Name.getInstance(
                        authority.certificate().getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = builder(issuer, name(commonName), keys, from, validFor);
        return new Identity(keys.getPrivate(), sign(builder, authority.privateKey(), use));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair keys, Instant from, Duration validFor) {
        return new X509v3CertificateBuilder(
                issuer,
                new BigInteger(120, RANDOM).add(BigInteger.ONE),
                Date.from(from),
                Date.from(from.plus(validFor)),
                subject,
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    }

    private static X509Certificate sign(
            X509v3CertificateBuilder builder, PrivateKey issuerKey, Use use) {
        try {
            use.extend(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(issuerKey)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(Object value) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A key and its certificate. */
    public record Identity(PrivateKey privateKey, X509Certificate certificate) {

        public String certificatePem() {
            return pem(certificate);
        }

        /** PKCS 8, not encrypted. */
        public String privateKeyPem() {
            try {
                return pem(new JcaPKCS8Generator(privateKey, null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Where {@link #writePem} put things. */
    public record PemFiles(Path ca, Path certificate, Path key) {}

    private enum Use {
        AUTHORITY {
            @Override
            void extend(X509v3CertificateBuilder builder) throws IOException {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                builder.addExtension(
                        Extension.keyUsage,
                        true,
                        new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            }
        },
        CLIENT {
            @Override
            void extend(X509v3CertificateBuilder builder) throws IOException {
                leaf(builder, KeyPurposeId.id_kp_clientAuth);
            }
        },
        SERVER {
            @Override
            void extend(X509v3CertificateBuilder builder) throws IOException {
                leaf(builder, KeyPurposeId.id_kp_serverAuth);
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                                new GeneralName[] {
                                    new GeneralName(GeneralName.dNSName, "localhost"),
                                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                                }));
            }
        };

        abstract void extend(X509v3CertificateBuilder builder) throws IOException;

        private static void leaf(X509v3CertificateBuilder builder, KeyPurposeId purpose)
                throws IOException {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        }
    }
}
