package org.vitalwire.simulator.platform;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON over HTTP with a bearer token. A transient fault is tried again a few times: every request
 * made here may be repeated.
 */
final class HttpApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 4;

    private final URI base;
    private final TokenSource tokens;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    HttpApi(URI base, TokenSource tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p ->
                        p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    JsonNode get(Role role, String path) {
        return send(role, "GET", path, null);
    }

    JsonNode post(Role role, String path, Map<String, ?> body) {
        return send(role, "POST", path, body);
    }

    JsonNode put(Role role, String path, Map<String, ?> body) {
        return send(role, "PUT", path, body);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private JsonNode send(Role role, String method, String path, @Nullable Map<String, ?> body) {
        for (int attempt = 1; ; attempt++) {
            try {
                return sendOnce(role, method, path, body);
            } catch (VitalwireApiException e) {
                if (!e.isTransient() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
            pause(Duration.ofMillis(500L * attempt));
        }
    }

    private JsonNode sendOnce(
            Role role, String method, String path, @Nullable Map<String, ?> body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + tokens.token(role))
                        .header("Accept", "application/json, application/fhir+json");
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(
                            method,
                            HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new VitalwireApiException("No answer from " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VitalwireApiException("Interrupted while waiting for " + base, e);
        }
        if (response.statusCode() / 100 != 2) {
            throw new VitalwireApiException(response.statusCode(), explain(method, path, response));
        }
        try {
            return response.body().isBlank()
                    ? JSON.createObjectNode()
                    : JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new VitalwireApiException("The answer of " + base + " is not JSON", e);
        }
    }

    /** The path's first words only: what follows may name a patient. */
    private static String explain(String method, String path, HttpResponse<String> response) {
        String what =
                method + " " + path.replaceAll("\\?.*", "").replaceAll("(patients/)[^/]+", "$1...");
        String detail = "";
        try {
            JsonNode problem = JSON.readTree(response.body());
            detail = problem.path("code").asString("") + " " + problem.path("detail").asString("");
        } catch (JacksonException e) {
            // Not a problem document; the status has to do.
        }
        return what
                + " answered "
                + response.statusCode()
                + (detail.isBlank() ? "" : ": " + detail.strip());
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VitalwireApiException("Interrupted", e);
        }
    }
}
