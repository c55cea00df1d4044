package org.vitalwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCertificatesTest {

    private final TestCertificates authority = TestCertificates.newAuthority();

    @Test
    void serverSeesTheDeviceIdOfItsClient() throws Exception {
        assertThat(peerOf(authority.sslContext(authority.device("monitor-1"))))
                .isEqualTo("CN=monitor-1");
    }

    @Test
    void clientWithoutCertificateIsRefused() {
        assertThatThrownBy(() -> peerOf(authority.anonymousSslContext()))
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void deviceOfAnotherAuthorityIsRefused() {
        TestCertificates stranger = TestCertificates.newAuthority();
        TestCertificates.Identity device = stranger.device("monitor-1");

        assertThatThrownBy(() -> peerOf(authority.sslContext(device)))
                .hasRootCauseInstanceOf(Exception.class);
    }

    @Test
    void certificateCanHaveEnded() {
        TestCertificates.Identity past =
                authority.device(
                        "monitor-1", Instant.now().minus(Duration.ofDays(2)), Duration.ofDays(1));

        assertThatThrownBy(() -> past.certificate().checkValidity())
                .isInstanceOf(CertificateExpiredException.class);
        assertThatCode(() ->
                        past.certificate().verify(authority.authorityCertificate().getPublicKey()))
                .doesNotThrowAnyException();
    }

    @Test
    void pemFilesAreWhatOtherProgramsRead(@TempDir Path directory) throws IOException {
        TestCertificates.PemFiles files =
                authority.writePem(directory, "monitor-1", authority.device("monitor-1"));

        assertThat(Files.readString(files.ca())).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(Files.readString(files.certificate())).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(Files.readString(files.key())).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    /** The name of the client, as a server that demands a certificate sees it. */
    private String peerOf(SSLContext client) throws Exception {
        SSLContext server = authority.sslContext(authority.server());
        try (SSLServerSocket listening =
                (SSLServerSocket)
                        server.getServerSocketFactory()
                                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(true);
            CompletableFuture<String> peer =
                    CompletableFuture.supplyAsync(() -> acceptOne(listening));
            try (SSLSocket socket =
                    (SSLSocket)
                            client.getSocketFactory()
                                    .createSocket("localhost", listening.getLocalPort())) {
                socket.setSoTimeout(5_000);
                socket.startHandshake();
                assertThat(socket.getInputStream().read()).isEqualTo(1);
                return peer.get();
            } catch (IOException refused) {
                return peer.get(); // throws what the server saw
            }
        }
    }

    private static String acceptOne(SSLServerSocket listening) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            socket.setSoTimeout(5_000);
            String name = socket.getSession().getPeerPrincipal().getName();
            socket.getOutputStream().write(1);
            return name;
        } catch (IOException e) {
            throw new IllegalStateException("refused", e);
        }
    }
}
