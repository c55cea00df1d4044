package org.vitalwire.benchmarks.store;

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
import org.vitalwire.benchmarks.process.ServiceMeters;
import org.vitalwire.embedded.Ports;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.TestTokens;

/** Ingest-service from its own jar, and nothing else in its process. */
final class IngestProcess implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ServiceProcess process;
    private final String url;
    private final ServiceMeters meters;

    private IngestProcess(ServiceProcess process, String url) {
        this.process = process;
        this.url = url;
        this.meters = new ServiceMeters(url);
    }

    static IngestProcess start(
            Path jar, Path work, KafkaProcess kafka, ServiceDatabase database, List<String> flags) {
        int port = Ports.free();
        ServiceProcess process =
                ServiceProcess.jar(ExtractedJar.of(jar, work.resolve("app")))
                        .jvmArguments("-XX:TieredStopAtLevel=4")
                        .jvmArguments(flags.toArray(String[]::new))
                        .property("server.port", port)
                        .property("vitalwire.kafka.bootstrap-servers", kafka.bootstrapServers())
                        .property("vitalwire.security.issuer", TestTokens.shared().issuer())
                        .property("vitalwire.ingest.database.url", database.jdbcUrl())
                        .property("vitalwire.ingest.database.username", database.username())
                        .environment("VITALWIRE_INGEST_DATABASE_PASSWORD", database.password())
                        .start();
        String url = "http://localhost:" + port;
        process.awaitHealthy(url + "/actuator/health/readiness", Duration.ofSeconds(90));
        return new IngestProcess(process, url);
    }

    long pid() {
        return process.pid();
    }

    HttpRequest request(String path, String role) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TestTokens.shared().token(role))
                .build();
    }

    HttpResponse<String> get(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Readings that are in the database by its own account, those that were there included. */
    long stored() throws IOException, InterruptedException {
        return (long) meter("vitalwire_ingest_rows_total");
    }

    /** Sum over all series of the meter. */
    double meter(String name) throws IOException, InterruptedException {
        return meters.sum(name);
    }

    /** Whether it takes readings in and its database answers. */
    boolean isReady() throws IOException, InterruptedException {
        return get(request("/actuator/health/readiness", "operator")).statusCode() == 200;
    }

    @Override
    public void close() {
        process.close();
    }
}
