package org.vitalwire.ehr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/** The bridge in this JVM, against the shared Kafka and a database of the test's. */
public final class RunningBridge implements AutoCloseable {

    private final ServletWebServerApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningBridge(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /**
     * @param properties {@code name=value}, over those that make a test quick
     */
    public static RunningBridge start(
            String bootstrapServers, ServiceDatabase database, String... properties) {
        String[] arguments =
                Stream.concat(
                                Stream.of(
                                        "server.port=0",
                                        "vitalwire.kafka.bootstrap-servers=" + bootstrapServers,
                                        "vitalwire.ehr.database.url=" + database.jdbcUrl(),
                                        "vitalwire.ehr.database.username=" + database.username(),
                                        "vitalwire.ehr.database.password=" + database.password(),
                                        "vitalwire.security.issuer=" + TestTokens.shared().issuer(),
                                        "vitalwire.ehr.charting.quiet=1500ms",
                                        "vitalwire.ehr.charting.settle=300ms",
                                        "vitalwire.ehr.charting.flush-interval=200ms",
                                        "vitalwire.ehr.charting.score-delay=0s",
                                        "vitalwire.ehr.target.poll-interval=100ms",
                                        "logging.structured.format.console="),
                                Arrays.stream(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new);
        return new RunningBridge(
                (ServletWebServerApplicationContext)
                        new SpringApplicationBuilder(EhrBridgeApplication.class)
                                .properties("spring.config.name=ehr-bridge")
                                .run(arguments));
    }

    public static RunningBridge start(ServiceDatabase database, String... properties) {
        return start(SharedInfrastructure.bootstrapServers(), database, properties);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String url(String path) {
        return "http://localhost:"
                + Objects.requireNonNull(context.getWebServer()).getPort()
                + path;
    }

    public HttpResponse<String> get(String path, String token) {
        return send(HttpRequest.newBuilder(uri(path)), token);
    }

    public HttpResponse<String> put(String path, String json, String token) {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(json)),
                token);
    }

    public HttpResponse<String> post(String path, String token) {
        return send(
                HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()), token);
    }

    public HttpResponse<String> post(String path, String json, String token) {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                token);
    }

    public HttpResponse<String> delete(String path, String token) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE(), token);
    }

    private URI uri(String path) {
        return URI.create(url(path).replace("|", "%7C"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String token) {
        try {
            return http.send(
                    request.header("Authorization", "Bearer " + token).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        context.close();
    }
}
