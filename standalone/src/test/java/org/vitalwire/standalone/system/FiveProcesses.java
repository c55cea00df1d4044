package org.vitalwire.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vitalwire.embedded.Ports;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The five services, each from its own jar in a process of its own. */
final class FiveProcesses implements AutoCloseable {

    static final String GATEWAY = "device-gateway";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TestTokens TOKENS = TestTokens.shared();

    private final Map<String, ServiceProcess.Builder> launchers = new LinkedHashMap<>();
    private final Map<String, Integer> httpPorts = new LinkedHashMap<>();
    private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
    private final Duration patience;

    private FiveProcesses(Duration patience) {
        this.patience = patience;
    }

    /** Starts all, and waits until each is ready. */
    static FiveProcesses start(Path directory, Duration patience) {
        SharedInfrastructure.startAll();
        FiveProcesses five = new FiveProcesses(patience);
        ServiceDatabase gateway = SharedInfrastructure.newDatabase("gateway");
        five.launcher(
                GATEWAY,
                gateway,
                "vitalwire.gateway",
                Map.of(
                        "vitalwire.gateway.mqtt.port",
                        Ports.free(),
                        "vitalwire.gateway.certificates.directory",
                        directory.resolve("ca")));
        five.launcher(
                "ingest-service",
                SharedInfrastructure.addService(gateway, "ingest"),
                "vitalwire.ingest",
                Map.of());
        five.launcher(
                "analytics-service",
                null,
                "",
                Map.of("vitalwire.analytics.state-directory", directory.resolve("streams")));
        five.launcher(
                "alert-service",
                SharedInfrastructure.addService(gateway, "alert"),
                "vitalwire.alert",
                Map.of());
        five.launcher(
                "ehr-bridge",
                SharedInfrastructure.addService(gateway, "ehr"),
                "vitalwire.ehr",
                Map.of("vitalwire.ehr.ingest.url", five.url("ingest-service", "")));
        five.launchers.forEach(
                (service, launcher) -> five.processes.put(service, launcher.start()));
        five.launchers.keySet().forEach(five::awaitReady);
        return five;
    }

    ServiceProcess process(String service) {
        return Objects.requireNonNull(processes.get(service));
    }

    /** kill -9, and at once the same again; nobody waits until it is ready. */
    void killAndStart(String service) {
        process(service).kill9();
        processes.put(service, Objects.requireNonNull(launchers.get(service)).start());
    }

    void awaitReady(String service) {
        process(service).awaitHealthy(url(service, "/actuator/health/readiness"), patience);
    }

    String url(String service, String path) {
        return "http://localhost:" + Objects.requireNonNull(httpPorts.get(service)) + path;
    }

    JsonNode get(String service, String path) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(url(service, path)))
                                .header(
                                        "Authorization",
                                        "Bearer "
                                                + TOKENS.token(
                                                        "everyone",
                                                        List.of(
                                                                "operator",
                                                                "clinician",
                                                                "integrator"),
                                                        List.of("*")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(service + path + response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    /** Resident memory. */
    long kilobytes(String service) throws IOException {
        return Files.readAllLines(Path.of("/proc", process(service).pid() + "", "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        processes.values().forEach(ServiceProcess::close);
    }

    private void launcher(
            String service,
            @Nullable ServiceDatabase database,
            String prefix,
            Map<String, Object> properties) {
        int port = Ports.free();
        httpPorts.put(service, port);
        ServiceProcess.Builder launcher =
                ServiceProcess.jar(
                                Path.of(
                                                "..",
                                                service,
                                                "target",
                                                service + "-0.1.0-SNAPSHOT-exec.jar")
                                        .toAbsolutePath())
                        .jvmArguments("-Xmx384m")
                        .property("server.port", port)
                        .property(
                                "vitalwire.kafka.bootstrap-servers",
                                SharedInfrastructure.bootstrapServers())
                        .property("vitalwire.security.issuer", TOKENS.issuer());
        if (database != null) {
            launcher.property(prefix + ".database.url", database.jdbcUrl())
                    .property(prefix + ".database.username", database.username())
                    .property(prefix + ".database.password", database.password());
        }
        properties.forEach(launcher::property);
        launchers.put(service, launcher);
    }
}
