package org.vitalwire.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/**
 * The EHR bridge as it is shipped, in a process that may be killed and started again on its ledger.
 */
final class BridgeProcess implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ServiceDatabase database = SharedInfrastructure.newDatabase("ehr");
    private final int port = freePort();
    private final String fhirServer;
    private final String ids;
    private final int bundleSize;
    private ServiceProcess process;

    /**
     * Started, and its topics are there, when this returns.
     *
     * @param ids who chooses resource ids: {@code auto} or {@code server}
     * @param bundleSize Observations in one transaction
     */
    BridgeProcess(String fhirServer, String ids, int bundleSize) {
        this.fhirServer = fhirServer;
        this.ids = ids;
        this.bundleSize = bundleSize;
        this.process = start().awaitOutput("Started EhrBridgeApplication", PATIENCE);
    }

    /** Killed at once, with what it was about, and started again; it comes up by itself. */
    void killAndStart() {
        process.kill9();
        process = start();
    }

    /**
     * @param path of its REST API; awaited where the process is just coming up
     */
    void post(String path, String json) {
        send("POST", path, json);
    }

    void put(String path, String json) {
        send("PUT", path, json);
    }

    private void send(String method, String path, String json) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + TestTokens.shared().token("operator"))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    await().atMost(PATIENCE)
                            .ignoreExceptionsMatching(IOException.class::isInstance)
                            .until(
                                    () -> http.send(request, HttpResponse.BodyHandlers.ofString()),
                                    response -> response.statusCode() < 500);
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        }
    }

    /**
     * Waits until so many lines are charted and the server is known to have all of them.
     *
     * @param patients how the ids of those begin who count; what an earlier bridge had not
     *     committed is charted here as well
     */
    void awaitConfirmed(String patients, int lines) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> charted(patients) == lines && confirmed(patients) == lines);
    }

    /**
     * Waits until the server is known to have all lines of alerts, in their last revision.
     *
     * @param transitions of each alert
     */
    void awaitAlerts(String patients, int lines, int transitions) {
        String ours = " patient_id like '%s%%'".formatted(patients);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        count("select count(*) from alert_transition where" + ours)
                                        == lines / 2 * transitions
                                && count(
                                                "select count(*) from delivery where"
                                                        + " kind in ('FLAG', 'COMMUNICATION')"
                                                        + " and state = 'CONFIRMED' and"
                                                        + ours)
                                        == lines);
    }

    int charted(String patients) {
        return count(
                "select count(*) from observation where patient_id like '%s%%'"
                        .formatted(patients));
    }

    int confirmed(String patients) {
        return count(
                "select count(*) from delivery where kind = 'OBSERVATION' and state = 'CONFIRMED'"
                        + " and patient_id like '%s%%'".formatted(patients));
    }

    private int count(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path to ehr");
            try (ResultSet result = statement.executeQuery(sql)) {
                result.next();
                return result.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ServiceProcess start() {
        return ServiceProcess.jar(executableJar())
                .jvmArguments("-Xmx256m")
                .arguments(
                        "--server.port=" + port,
                        "--vitalwire.kafka.bootstrap-servers="
                                + SharedInfrastructure.bootstrapServers(),
                        "--vitalwire.ehr.database.url=" + database.jdbcUrl(),
                        "--vitalwire.ehr.database.username=" + database.username(),
                        "--vitalwire.ehr.database.password=" + database.password(),
                        "--vitalwire.security.issuer=" + TestTokens.shared().issuer(),
                        "--vitalwire.ehr.charting.quiet=2s",
                        "--vitalwire.ehr.charting.settle=500ms",
                        "--vitalwire.ehr.charting.flush-interval=200ms",
                        "--vitalwire.ehr.target.ids=" + ids,
                        "--vitalwire.ehr.target.bundle-size=" + bundleSize,
                        "--vitalwire.ehr.target.in-flight=8",
                        "--vitalwire.ehr.target.request-timeout=5s",
                        "--vitalwire.ehr.target.longest-back-off=2s",
                        "--vitalwire.ehr.target.poll-interval=100ms")
                .environment("FHIR_SERVER_URL", fhirServer)
                .start();
    }

    private static Path executableJar() {
        try (Stream<Path> files = Files.list(Path.of("../ehr-bridge/target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new IllegalStateException("package ehr-bridge first"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.kill9();
    }
}
