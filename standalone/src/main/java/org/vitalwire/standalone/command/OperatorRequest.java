package org.vitalwire.standalone.command;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.vitalwire.embedded.InfrastructureException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request of an operator to the running platform. */
final class OperatorRequest {

    private OperatorRequest() {}

    /** The answer; a refusal is said in the platform's own words. */
    static JsonNode post(Installation installation, String path, Map<String, ?> body) {
        String token = new Tokens(installation.url(), installation.secrets()).of("operator");
        HttpRequest request =
                HttpRequest.newBuilder(installation.url().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(body)))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JsonMapper.shared().readTree(response.body());
            if (response.statusCode() >= 300) {
                throw new InfrastructureException(
                        "%s (%s)"
                                .formatted(
                                        answer.path("detail").asString("refused"),
                                        answer.path("code").asString("" + response.statusCode())));
            }
            return answer;
        } catch (IOException | JacksonException e) {
            throw new InfrastructureException("the platform does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted", e);
        }
    }
}
