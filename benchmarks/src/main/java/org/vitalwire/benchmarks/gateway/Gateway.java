package org.vitalwire.benchmarks.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.vitalwire.benchmarks.process.ExtractedJar;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.embedded.Ports;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/** The device gateway from its own jar, with all that it does to a message. */
final class Gateway implements Contestant {

    private static final int REQUESTS_AT_A_TIME = 32;

    private final ServiceProcess process;
    private final int port;
    private final int httpPort;
    private final TestTokens tokens = TestTokens.shared();

    private Gateway(ServiceProcess process, int port, int httpPort) {
        this.process = process;
        this.port = port;
        this.httpPort = httpPort;
    }

    static Gateway start(Path jar, KafkaProcess kafka, Credentials credentials, List<String> more) {
        ServiceDatabase database = SharedInfrastructure.newDatabase("gateway");
        int port = Ports.free();
        int httpPort = Ports.free();
        List<String> flags = new ArrayList<>(Benchmarked.JVM_FLAGS);
        flags.addAll(more);
        ServiceProcess process =
                ServiceProcess.jar(ExtractedJar.of(jar, credentials.directory().resolve("app")))
                        .jvmArguments(flags.toArray(String[]::new))
                        .property("server.port", httpPort)
                        .property("vitalwire.kafka.bootstrap-servers", kafka.bootstrapServers())
                        .property("vitalwire.security.issuer", TestTokens.shared().issuer())
                        .property("vitalwire.gateway.database.url", database.jdbcUrl())
                        .property("vitalwire.gateway.database.username", database.username())
                        .property("vitalwire.gateway.database.password", database.password())
                        .property("vitalwire.gateway.mqtt.host", "127.0.0.1")
                        .property("vitalwire.gateway.mqtt.port", port)
                        .property(
                                "vitalwire.gateway.certificates.directory",
                                credentials.directory().resolve("own"))
                        .property(
                                "vitalwire.gateway.certificates.trusted-authorities",
                                credentials.server().ca())
                        .property(
                                "vitalwire.gateway.certificates.server.certificate",
                                credentials.server().certificate())
                        .property(
                                "vitalwire.gateway.certificates.server.key",
                                credentials.server().key())
                        .property(
                                "vitalwire.gateway.certificates.server.authority",
                                credentials.server().ca())
                        .start();
        process.awaitHealthy(
                "http://localhost:" + httpPort + "/actuator/health/readiness",
                Duration.ofSeconds(90));
        return new Gateway(process, port, httpPort);
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void admit(List<String> deviceIds) {
        String token = tokens.token("operator");
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<String>>> pending = new ArrayList<>();
            for (String id : deviceIds) {
                pending.add(
                        client.sendAsync(
                                registration(id, token), HttpResponse.BodyHandlers.ofString()));
                if (pending.size() == REQUESTS_AT_A_TIME) {
                    requireCreated(pending);
                }
            }
            requireCreated(pending);
        }
    }

    private HttpRequest registration(String id, String token) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + httpPort + "/api/v1/devices"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                String.format(
                                        Locale.ROOT,
                                        "{\"id\":\"%s\",\"model\":\"simulated-bedside-monitor\"}",
                                        id)))
                .build();
    }

    private static void requireCreated(List<CompletableFuture<HttpResponse<String>>> pending) {
        for (CompletableFuture<HttpResponse<String>> answer : pending) {
            HttpResponse<String> response = answer.join();
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("registration refused: " + response.body());
            }
        }
        pending.clear();
    }

    @Override
    public void close() {
        process.close();
    }
}
