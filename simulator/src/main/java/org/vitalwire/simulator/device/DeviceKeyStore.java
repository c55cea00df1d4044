package org.vitalwire.simulator.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * The PEM files of devices, a folder for each. A device's key is made here and never leaves; files
 * are written whole or not at all, and only their owner can read them.
 */
public final class DeviceKeyStore {

    private final Path folder;

    public DeviceKeyStore(Path folder) {
        this.folder = folder;
    }

    public Path caFile(String deviceId) {
        return folder.resolve(deviceId).resolve("ca.pem");
    }

    public Path certFile(String deviceId) {
        return folder.resolve(deviceId).resolve("cert.pem");
    }

    public Path keyFile(String deviceId) {
        return folder.resolve(deviceId).resolve("key.pem");
    }

    public boolean hasCertificate(String deviceId) {
        return Files.exists(keyFile(deviceId))
                && Files.exists(certFile(deviceId))
                && Files.exists(caFile(deviceId));
    }

    /** Whether the certificate is signed by the authority at hand and lasts for another day. */
    public boolean isCertificateCurrent(String deviceId, Instant now) throws IOException {
        try {
            X509Certificate certificate =
                    (X509Certificate) MutualTls.certificates(certFile(deviceId)).iterator().next();
            Certificate authority = MutualTls.certificates(caFile(deviceId)).iterator().next();
            certificate.verify(authority.getPublicKey());
            return certificate.getNotAfter().toInstant().isAfter(now.plus(Duration.ofDays(1)));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A request for a certificate, signed by a new key. */
    public String certificateSigningRequest(String deviceId)
            throws IOException, GeneralSecurityException {
        KeyPair pair = newKeyPair();
        Path file = keyFile(deviceId);
        Path waiting = file.resolveSibling("key.pem.requested");
        writePrivate(waiting, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        try {
            byte[] request =
                    new JcaPKCS10CertificationRequestBuilder(
                                    new X500Principal("CN=" + deviceId), pair.getPublic())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(pair.getPrivate()))
                            .getEncoded();
            return pem("CERTIFICATE REQUEST", request);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Keeps what the platform answered; only now does the requested key replace the old one. */
    public void store(String deviceId, String certificate, String caCertificate)
            throws IOException {
        Path waiting = keyFile(deviceId).resolveSibling("key.pem.requested");
        if (Files.exists(waiting)) {
            Files.move(
                    waiting,
                    keyFile(deviceId),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        writePrivate(certFile(deviceId), certificate);
        storeCa(deviceId, caCertificate);
    }

    public void storeCa(String deviceId, String caCertificate) throws IOException {
        writePrivate(caFile(deviceId), caCertificate);
    }

    static ECPrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
        String base64 =
                Files.readString(file, StandardCharsets.US_ASCII)
                        .replaceAll("-----[A-Z ]+-----", "")
                        .replaceAll("\\s", "");
        return (ECPrivateKey)
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN "
                + what
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END "
                + what
                + "-----\n";
    }

    private static void writePrivate(Path file, String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        Files.createFile(
                temporary,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, text, StandardCharsets.US_ASCII);
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
