package org.vitalwire.benchmarks.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vitalwire.benchmarks.process.ExtractedJar;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.embedded.Ports;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.TestTokens;

/** Alert-service from its own jar, and nothing else in its process. */
final class AlertProcess implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ServiceProcess process;
    private final int port;

    private AlertProcess(ServiceProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static AlertProcess start(
            Path jar, Path work, KafkaProcess kafka, ServiceDatabase database, List<String> flags) {
        int port = Ports.free();
        ServiceProcess process =
                ServiceProcess.jar(ExtractedJar.of(jar, work.resolve("app")))
                        .jvmArguments("-XX:TieredStopAtLevel=4")
                        .jvmArguments(flags.toArray(String[]::new))
                        .property("server.port", port)
                        .property("vitalwire.kafka.bootstrap-servers", kafka.bootstrapServers())
                        .property("vitalwire.security.issuer", TestTokens.shared().issuer())
                        .property("vitalwire.alert.database.url", database.jdbcUrl())
                        .property("vitalwire.alert.database.username", database.username())
                        .environment("VITALWIRE_ALERT_DATABASE_PASSWORD", database.password())
                        .start();
        process.awaitHealthy(
                "http://localhost:" + port + "/actuator/health/readiness", Duration.ofSeconds(90));
        return new AlertProcess(process, port);
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /** Findings that are in its database by its own account. */
    long findings() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + port + "/api/v1/findings/count"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + TestTokens.shared().token("clinician"))
                        .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the count of findings is refused: " + answer.statusCode());
        }
        return Long.parseLong(answer.body().replaceAll("\\D", ""));
    }

    @Override
    public void close() {
        process.close();
    }
}
