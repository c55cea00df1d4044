package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alert service on a free port, and a client of it. */
final class RunningService implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An answer with its body read. */
    record Answer(int status, JsonNode body, Map<String, List<String>> headers) {}

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningService start(ServiceDatabase database, String... properties) {
        return startThrough(database.jdbcUrl(), database, properties);
    }

    /**
     * @param url leads to the database, perhaps not straight
     */
    static RunningService startThrough(String url, ServiceDatabase database, String... properties) {
        return start(new Class<?>[] {AlertApplication.class}, url, database, properties);
    }

    /**
     * @param more beans of the test beside the service's own
     */
    static RunningService startWith(Class<?> more, ServiceDatabase database, String... properties) {
        return start(
                new Class<?>[] {AlertApplication.class, more},
                database.jdbcUrl(),
                database,
                properties);
    }

    static RunningService start(
            Class<?>[] sources, String url, ServiceDatabase database, String... properties) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "server.port=0",
                                "spring.config.name=alert-service",
                                "logging.structured.format.console=",
                                "vitalwire.kafka.bootstrap-servers="
                                        + SharedInfrastructure.bootstrapServers(),
                                "vitalwire.kafka.partitions=2",
                                "vitalwire.security.issuer=" + TestTokens.shared().issuer(),
                                "vitalwire.alert.database.url=" + url,
                                "vitalwire.alert.database.username=" + database.username(),
                                "vitalwire.alert.database.password=" + database.password()));
        all.addAll(List.of(properties));
        return new RunningService(
                new SpringApplicationBuilder(sources)
                        .run(all.stream().map(p -> "--" + p).toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    URI uri(String path) {
        return URI.create(
                "http://localhost:"
                        + context.getEnvironment().getRequiredProperty("local.server.port")
                        + path);
    }

    Answer get(String path, String token) {
        return send(request(path, token).GET().build());
    }

    Answer post(String path, String token) {
        return send(request(path, token).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    /** With a JSON body, unless it is empty or the headers say otherwise. */
    Answer send(
            String method, String path, String token, String body, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path, token)
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return send(request.build());
    }

    /** As clinician with all units. */
    Answer get(String path) {
        return get(path, TestTokens.shared().token("clinician"));
    }

    /** As clinician with all units. */
    Answer post(String path) {
        return post(path, TestTokens.shared().token("clinician"));
    }

    List<JsonNode> alerts(String query) {
        return get("/api/v1/alerts?" + query).body().valueStream().toList();
    }

    /** The first one of the patient, which may be over. */
    JsonNode alertOf(String patient) {
        List<JsonNode> all = alerts("state=all&patient=" + patient);
        assertThat(all).isNotEmpty();
        return all.getFirst();
    }

    String pathOf(String patient) {
        return "/api/v1/alerts/" + alertOf(patient).get("id").asString();
    }

    /**
     * What became of an alert.
     *
     * @param path of it
     */
    List<String> transitions(String path) {
        return get(path + "/transitions")
                .body()
                .valueStream()
                .map(node -> node.get("transition").asString())
                .toList();
    }

    /** What it says as it happens. */
    SseClient stream(String token, @Nullable String lastEventId) {
        return SseClient.open(uri("/api/v1/alerts/stream"), token, lastEventId);
    }

    /** Said on patients.v1; returns once the service knows. */
    void admit(CensusEntry entry) {
        Findings.admit(entry);
        await().until(() ->
                bean(CensusDirectory.class)
                        .find(entry.patientId())
                        .flatMap(CensusEntry::careUnit)
                        .equals(entry.careUnit()));
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body =
                    answer.body().startsWith("{") || answer.body().startsWith("[")
                            ? JSON.readTree(answer.body())
                            : JSON.createObjectNode();
            return new Answer(answer.statusCode(), body, answer.headers().map());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
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
