package org.vitalwire.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The analytics service on a free port, and a client of it. */
final class RunningAnalytics implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * An answer with its body read.
     *
     * @param etag empty when there is none
     */
    record Answer(int status, JsonNode body, String etag) {}

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningAnalytics(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningAnalytics start(String... properties) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "server.port=0",
                                "spring.config.name=analytics-service",
                                "logging.structured.format.console=",
                                "vitalwire.kafka.bootstrap-servers="
                                        + SharedInfrastructure.bootstrapServers(),
                                "vitalwire.kafka.partitions=2",
                                "vitalwire.security.issuer=" + TestTokens.shared().issuer(),
                                "vitalwire.analytics.state-directory=target/analytics-state"));
        all.addAll(List.of(properties));
        return new RunningAnalytics(
                new SpringApplicationBuilder(AnalyticsApplication.class)
                        .run(all.stream().map(p -> "--" + p).toArray(String[]::new)));
    }

    boolean isReady() {
        return get("/actuator/health/readiness", "").status() == 200;
    }

    Answer get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    Answer put(String path, String token, String body) {
        return send(withBody(path, token, "PUT", body).build());
    }

    /**
     * @param method {@code PUT} or {@code DELETE}
     */
    Answer ifMatch(String method, String path, String token, String body, String tag) {
        return send(withBody(path, token, method, body).header("If-Match", tag).build());
    }

    Answer post(String path, String token, String body) {
        return send(withBody(path, token, "POST", body).build());
    }

    Answer delete(String path, String token, String body) {
        return send(withBody(path, token, "DELETE", body).build());
    }

    String text(String path, String token) {
        return body(request(path, token).GET().build()).body();
    }

    private HttpRequest.Builder withBody(String path, String token, String method, String body) {
        return request(path, token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create(
                                "http://localhost:"
                                        + context.getEnvironment()
                                                .getRequiredProperty("local.server.port")
                                        + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) {
        HttpResponse<String> answer = body(request);
        JsonNode body =
                answer.body().startsWith("{") || answer.body().startsWith("[")
                        ? JSON.readTree(answer.body())
                        : JSON.createObjectNode();
        return new Answer(
                answer.statusCode(), body, answer.headers().firstValue("ETag").orElse(""));
    }

    private HttpResponse<String> body(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        http.shutdownNow();
    }
}
