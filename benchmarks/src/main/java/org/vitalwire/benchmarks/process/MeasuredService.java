package org.vitalwire.benchmarks.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.vitalwire.embedded.Ports;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.ServiceMeters;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.TestTokens;

/** A service from its own jar, and nothing else in its process. */
public final class MeasuredService implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ServiceProcess process;
    private final int port;
    private final ServiceMeters meters;

    private MeasuredService(ServiceProcess process, int port) {
        this.process = process;
        this.port = port;
        this.meters = new ServiceMeters(url(port));
    }

    /**
     * Returns once it is ready.
     *
     * @param flags of its JVM
     * @param settings that are this service's only
     */
    public static MeasuredService start(
            Path jar,
            Path work,
            KafkaProcess kafka,
            List<String> flags,
            Consumer<ServiceProcess.Builder> settings) {
        int port = Ports.free();
        ServiceProcess.Builder builder =
                ServiceProcess.jar(ExtractedJar.of(jar, work.resolve("app")))
                        .jvmArguments("-XX:TieredStopAtLevel=4")
                        .jvmArguments(flags.toArray(String[]::new))
                        .property("server.port", port)
                        .property("vitalwire.kafka.bootstrap-servers", kafka.bootstrapServers())
                        .property("vitalwire.security.issuer", TestTokens.shared().issuer());
        settings.accept(builder);
        ServiceProcess process = builder.start();
        process.awaitHealthy(url(port) + "/actuator/health/readiness", Duration.ofSeconds(90));
        return new MeasuredService(process, port);
    }

    /**
     * Where the service keeps what it knows.
     *
     * @param service as in its settings: {@code ingest}
     */
    public static Consumer<ServiceProcess.Builder> database(
            String service, ServiceDatabase database) {
        String prefix = "vitalwire." + service + ".database.";
        String password = "VITALWIRE_" + service.toUpperCase(Locale.ROOT) + "_DATABASE_PASSWORD";
        return builder ->
                builder.property(prefix + "url", database.jdbcUrl())
                        .property(prefix + "username", database.username())
                        .environment(password, database.password());
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    public HttpRequest request(String path, String role) {
        return HttpRequest.newBuilder(URI.create(url(port) + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TestTokens.shared().token(role))
                .build();
    }

    public HttpResponse<String> get(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sum over all series of the meter. */
    public double meter(String name) {
        return meters.sum(name);
    }

    private static String url(int port) {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
