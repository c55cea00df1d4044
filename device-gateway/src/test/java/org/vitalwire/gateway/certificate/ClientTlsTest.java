package org.vitalwire.gateway.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.testkit.TestCertificates;

class ClientTlsTest {

    private final TestCertificates authority = TestCertificates.newAuthority();

    @TempDir private Path directory;

    @Test
    void theClientShowsItsCertificateToAServerThatItTrusts() throws Exception {
        TestCertificates.PemFiles files =
                authority.writePem(directory, "gateway", authority.device("gateway-0"));

        assertThat(meet(files.ca(), files.certificate(), files.key())).isEqualTo("CN=gateway-0");
    }

    @Test
    void aStrangersServerIsNotTrusted() throws Exception {
        TestCertificates stranger = TestCertificates.newAuthority();
        TestCertificates.PemFiles files =
                stranger.writePem(directory, "gateway", stranger.device("gateway-0"));

        assertThatThrownBy(() -> meet(files.ca(), files.certificate(), files.key()))
                .isInstanceOf(SSLException.class);
    }

    private String meet(Path ca, Path certificate, Path key) throws Exception {
        try (SSLServerSocket server =
                (SSLServerSocket)
                        authority
                                .sslContext(authority.server())
                                .getServerSocketFactory()
                                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setNeedClientAuth(true);
            CompletableFuture<String> seen =
                    CompletableFuture.supplyAsync(() -> {
                        try (SSLSocket accepted = (SSLSocket) server.accept()) {
                            accepted.startHandshake();
                            return accepted.getSession().getPeerPrincipal().getName();
                        } catch (java.io.IOException e) {
                            return "nobody";
                        }
                    });
            try (SSLSocket client =
                    (SSLSocket)
                            ClientTls.context(ca, certificate, key)
                                    .getSocketFactory()
                                    .createSocket(
                                            InetAddress.getLoopbackAddress(),
                                            server.getLocalPort())) {
                client.startHandshake();
                return seen.get();
            }
        }
    }
}
