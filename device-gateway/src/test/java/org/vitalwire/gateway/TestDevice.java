package org.vitalwire.gateway;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An enrolled device: what it was told, and the key it kept to itself. */
public record TestDevice(
        String id,
        String topic,
        String host,
        int port,
        Keys keys,
        String certificatePem,
        String authorityPem) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    static TestDevice of(String id, Keys keys, JsonNode enrolled) {
        return new TestDevice(
                id,
                enrolled.path("topic").stringValue(),
                enrolled.path("mqttHost").stringValue(),
                enrolled.path("mqttPort").intValue(),
                keys,
                enrolled.path("certificate").asString(""),
                enrolled.path("caCertificate").stringValue());
    }

    /** A key pair of a device's own making. */
    public record Keys(KeyPair pair) {

        public static Keys generate() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                return new Keys(generator.generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public String signingRequest(String name) {
            return signingRequest(name, this);
        }

        /** A request for this key, signed with another: what nobody may sign. */
        public String signingRequest(String name, Keys signer) {
            try {
                return pem(
                        new JcaPKCS10CertificationRequestBuilder(
                                        new X500Name("CN=" + name), pair.getPublic())
                                .build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(signer.pair.getPrivate())));
            } catch (OperatorCreationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The same device with another certificate. */
    public TestDevice with(Keys otherKeys, String otherCertificatePem) {
        return new TestDevice(id, topic, host, port, otherKeys, otherCertificatePem, authorityPem);
    }

    public String serial() {
        return certificate(certificatePem).getSerialNumber().toString(16);
    }

    public String statusTopic() {
        return "vitalwire/v1/" + id + "/status";
    }

    public SSLContext tls() {
        return tls(keys.pair().getPrivate(), certificate(certificatePem), authorityPem);
    }

    static SSLContext tls(
            @Nullable PrivateKey key, @Nullable X509Certificate certificate, String authorityPem) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            if (key != null && certificate != null) {
                own.setKeyEntry("device", key, PASSWORD, new X509Certificate[] {certificate});
            }
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(own, PASSWORD);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", certificate(authorityPem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** TLS that trusts the gateway and shows no certificate. */
    public SSLContext anonymousTls() {
        return tls(null, null, authorityPem);
    }

    /** {@code ca.pem}, {@code device.crt} and {@code device.key}. */
    public void writePem(Path directory) {
        try {
            Files.writeString(directory.resolve("ca.pem"), authorityPem);
            Files.writeString(directory.resolve("device.crt"), certificatePem);
            Files.writeString(
                    directory.resolve("device.key"),
                    pem(new JcaPKCS8Generator(keys.pair().getPrivate(), null)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static X509Certificate certificate(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            return new JcaX509CertificateConverter()
                    .getCertificate((X509CertificateHolder) parser.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
