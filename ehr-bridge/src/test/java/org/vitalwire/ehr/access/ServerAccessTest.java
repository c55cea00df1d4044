package org.vitalwire.ehr.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.mock.env.MockEnvironment;
import org.vitalwire.testkit.TestCertificates;

/** Against an HTTPS server that talks only to whom its authority has certified. */
class ServerAccessTest {

    private static final TestCertificates HOSPITAL = TestCertificates.newAuthority();

    private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
    private HttpsServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext tls = HOSPITAL.sslContext(HOSPITAL.server());
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters wanted = tls.getDefaultSSLParameters();
                        wanted.setNeedClientAuth(true);
                        parameters.setSSLParameters(wanted);
                    }
                });
        server.createContext(
                "/fhir",
                exchange -> {
                    String shown =
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] body = shown.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        bundles.registerBundle("ours", bundle(HOSPITAL));
        bundles.registerBundle("strangers", strangers());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static SslBundle bundle(TestCertificates authority) {
        return SslBundle.of(
                SslStoreBundle.of(
                        authority.keyStore(authority.device("bridge")),
                        "changeit",
                        HOSPITAL.trustStore()));
    }

    /** Trusts the server, and is certified by somebody else. */
    private static SslBundle strangers() {
        return bundle(TestCertificates.newAuthority());
    }

    private String shown(AccessSettings settings) throws IOException, InterruptedException {
        String url = "https://localhost:" + server.getAddress().getPort() + "/fhir";
        SmartKeys none =
                new SmartKeys(
                        new SmartKeySettings("", "", true, Duration.ZERO, Duration.ZERO),
                        InstantSource.system());
        try (ServerAccess access =
                new ServerAccesses(none, bundles, InstantSource.system()).to(url, settings).get()) {
            return access.send(
                            HttpRequest.newBuilder(URI.create(url)),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static AccessSettings settings(BasicSettings basic, String bundle) {
        return new AccessSettings("", AccessSettings.none().smart(), basic, bundle);
    }

    @Test
    void aServerThatAsksForACertificateGetsOursAndOneOfStrangersDoesNotDo() throws Exception {
        BasicSettings nobody = new BasicSettings("", "");

        assertThat(shown(settings(nobody, "ours"))).isEqualTo("null");
        assertThatThrownBy(() -> shown(settings(nobody, "strangers")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shown(settings(nobody, ""))).isInstanceOf(IOException.class);
    }

    @Test
    void aPasswordGoesAsRfc7617Says() throws Exception {
        BasicSettings basic = new BasicSettings("Vitalwire", "groß:geheim");

        assertThat(shown(settings(basic, "ours")))
                .isEqualTo(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                "Vitalwire:groß:geheim"
                                                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(basic.toString()).doesNotContain("geheim");
        assertThatIllegalArgumentException().isThrownBy(() -> new BasicSettings("a:b", "c"));
    }

    @Test
    void aFixedTokenGoesAsItIs() throws Exception {
        AccessSettings none = AccessSettings.none();

        assertThat(shown(new AccessSettings("abc", none.smart(), none.basic(), "ours")))
                .isEqualTo("Bearer abc");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new AccessSettings("abc", none.smart(), new BasicSettings("a", "b"), ""))
                .withMessageContaining("only one");
    }

    @Test
    void whatIsNotThereIsSaidAtTheStart() {
        assertThatThrownBy(() -> shown(settings(new BasicSettings("", ""), "nowhere")))
                .isInstanceOf(NoSuchSslBundleException.class);
        SmartSettings smart =
                new SmartSettings("bridge", "", "system/*.read", SmartAlgorithm.AUTO, "");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> shown(new AccessSettings("", smart, new BasicSettings("", ""), "")))
                .withMessageContaining("vitalwire.ehr.smart-keys.file");
    }

    @Test
    void nothingIsShownUnlessSomethingIsSet() {
        MockEnvironment environment =
                new MockEnvironment()
                        .withProperty("vitalwire.ehr.targets.record.smart.client-id", "bridge")
                        .withProperty("vitalwire.ehr.targets.record.smart.scope", "system/*.cruds")
                        .withProperty("vitalwire.ehr.targets.record.smart.algorithm", "es384")
                        .withProperty("vitalwire.ehr.targets.record.tls-bundle", "hospital");
        TargetAccessSettings settings =
                Binder.get(environment).bindOrCreate("vitalwire.ehr", TargetAccessSettings.class);

        assertThat(settings.of("default")).isEqualTo(AccessSettings.none());
        assertThat(settings.of("record").smart())
                .isEqualTo(
                        new SmartSettings(
                                "bridge", "", "system/*.cruds", SmartAlgorithm.ES384, ""));
        assertThat(settings.of("record").tlsBundle()).isEqualTo("hospital");
        assertThat(
                        Binder.get(new MockEnvironment())
                                .bindOrCreate("vitalwire.ehr.smart-keys", SmartKeySettings.class))
                .isEqualTo(
                        new SmartKeySettings(
                                "", "", true, Duration.ofHours(1), Duration.ofDays(1)));
    }
}
