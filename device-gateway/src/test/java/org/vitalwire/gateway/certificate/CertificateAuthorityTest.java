package org.vitalwire.gateway.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.TestDevice;
import org.vitalwire.testkit.TestCertificates;

class CertificateAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final DeviceId DEVICE = new DeviceId("monitor-1");

    @TempDir private Path directory;

    @Test
    void theAuthorityIsMadeOnceAndFoundAgain() {
        String first = authority(null, List.of()).serverTrustPem();

        assertThat(authority(null, List.of()).serverTrustPem()).isEqualTo(first);
    }

    @Test
    void anAuthorityWithoutItsKeyIsNotReplacedInSilence() throws Exception {
        authority(null, List.of());
        Files.delete(directory.resolve("ca-key.pem"));

        assertThatThrownBy(() -> authority(null, List.of())).hasMessageContaining("ca-key.pem");
    }

    @Test
    void aKeyThatWasWrittenBeforeACrashIsReplaced() throws Exception {
        Files.writeString(directory.resolve("ca-key.pem"), "half a k");

        assertThat(authority(null, List.of()).serverTrustPem()).contains("BEGIN CERTIFICATE");
    }

    @Test
    void aDevicesCertificateIsForClientsOnlyAndEndsInTime() throws Exception {
        CertificateAuthority authority = authority(null, List.of());

        IssuedCertificate issued =
                authority.sign(DEVICE, TestDevice.Keys.generate().signingRequest("other"));
        X509Certificate certificate = TestDevice.certificate(issued.pem());

        certificate.verify(TestDevice.certificate(authority.serverTrustPem()).getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=monitor-1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(issued.notAfter()).isEqualTo(NOW.plus(Duration.ofDays(365)));
        assertThat(issued.serial()).isEqualTo(certificate.getSerialNumber().toString(16));
    }

    @Test
    void theServersCertificateNamesItsHosts() throws Exception {
        X509Certificate server = authority(null, List.of()).server().leaf();

        assertThat(server.getSubjectAlternativeNames())
                .contains(List.of(2, "gateway.example.org"), List.of(2, "localhost"))
                .contains(List.of(7, "127.0.0.1"), List.of(7, "10.1.2.3"));
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void anotherAuthoritysServerCertificateIsShownAndToldOf() {
        TestCertificates other = TestCertificates.newAuthority();
        TestCertificates.Identity server = other.server();
        TestCertificates.PemFiles files = other.writePem(directory.resolve("x"), "server", server);

        CertificateAuthority authority =
                authority(
                        new CertificateSettings.Server(
                                files.certificate(), files.key(), files.ca()),
                        List.of(files.ca()));

        assertThat(authority.server().leaf()).isEqualTo(server.certificate());
        assertThat(authority.serverTrustPem()).isEqualTo(other.authorityPem());
        assertThat(authority.trusted()).hasSize(2).contains(other.authorityCertificate());
    }

    @Test
    void aKeyIsNeverPrinted() {
        assertThat(authority(null, List.of()).server().toString()).doesNotContain("PRIVATE");
    }

    private CertificateAuthority authority(
            CertificateSettings.@Nullable Server server, List<Path> trusted) {
        return new CertificateAuthority(
                new CertificateSettings(
                        directory,
                        List.of("gateway.example.org", "10.1.2.3"),
                        Duration.ofDays(365),
                        server,
                        trusted,
                        List.of()),
                () -> NOW);
    }
}
