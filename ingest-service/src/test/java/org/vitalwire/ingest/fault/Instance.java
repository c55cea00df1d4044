package org.vitalwire.ingest.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.vitalwire.embedded.Ports;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.ingest.IngestApplication;
import org.vitalwire.testkit.ServiceMeters;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An ingest-service in a process of its own. */
final class Instance implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final ServiceProcess process;
    private final String url;
    private final ServiceMeters meters;

    private Instance(ServiceProcess process, String url) {
        this.process = process;
        this.url = url;
        this.meters = new ServiceMeters(url);
    }

    static Instance start(String bootstrapServers, ServiceDatabase database) {
        int port = Ports.free();
        ServiceProcess process =
                ServiceProcess.mainClass(IngestApplication.class)
                        .jvmArguments("-Xmx384m", "-Xshare:auto")
                        .property("server.port", port)
                        .property("vitalwire.kafka.bootstrap-servers", bootstrapServers)
                        .property("vitalwire.kafka.partitions", FaultGround.PARTITIONS)
                        .property("vitalwire.security.issuer", TestTokens.shared().issuer())
                        .property("vitalwire.ingest.database.url", database.jdbcUrl())
                        .property("vitalwire.ingest.database.username", database.username())
                        .environment("VITALWIRE_INGEST_DATABASE_PASSWORD", database.password())
                        .start();
        return new Instance(process, "http://localhost:" + port);
    }

    /** Returns once it is ready. */
    Instance awaitReady() {
        process.awaitHealthy(url + "/actuator/health/readiness", Duration.ofSeconds(60));
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() {
        return status("/actuator/health/readiness") == 200;
    }

    void kill9() {
        process.kill9();
    }

    /** SIGTERM. */
    void terminate() {
        process.terminate(Duration.ofSeconds(30));
    }

    /** Whether a log line holds all of the parts. */
    boolean said(String... parts) {
        return process.output()
                .lines()
                .anyMatch(line -> java.util.Arrays.stream(parts).allMatch(line::contains));
    }

    String log() {
        return process.output();
    }

    /** As {@link ServiceMeters#sum}. */
    double meter(String name, String... labels) {
        return meters.sum(name, labels);
    }

    JsonNode json(String path, String role) {
        return JsonMapper.shared().readTree(get(path, role));
    }

    private String get(String path, String role) {
        HttpResponse<String> response = send(path, role);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + ": " + response.statusCode());
        }
        return response.body();
    }

    private int status(String path) {
        return send(path, "operator").statusCode();
    }

    private HttpResponse<String> send(String path, String role) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .timeout(Duration.ofSeconds(20))
                            .header("Authorization", "Bearer " + TestTokens.shared().token(role))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.kill9();
        }
    }
}
