package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a live stream on a thread of its own. */
final class SseClient implements AutoCloseable {

    /** One event of the stream. */
    record Event(String id, String name, JsonNode data) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private SseClient() {}

    static SseClient open(URI uri, String token, @Nullable String lastEventId) {
        SseClient client = new SseClient();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<Stream<String>> answer =
                    client.http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("stream answered " + answer.statusCode());
            }
            Thread.ofVirtual().start(() -> client.read(answer.body()));
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    List<Event> events() {
        return events;
    }

    List<Event> alerts() {
        return events.stream().filter(event -> event.name().equals("alert")).toList();
    }

    List<JsonNode> alertsOf(String patient) {
        return alerts().stream()
                .map(Event::data)
                .filter(alert -> alert.get("patientId").asString().equals(patient))
                .toList();
    }

    /** At least so many of the patient. */
    List<JsonNode> awaitTold(String patient, int count) {
        await().untilAsserted(
                        () -> assertThat(alertsOf(patient).size()).isGreaterThanOrEqualTo(count));
        return alertsOf(patient);
    }

    Optional<Event> first(String name) {
        return events.stream().filter(event -> event.name().equals(name)).findFirst();
    }

    boolean hasEnded() {
        return ended;
    }

    private void read(Stream<String> lines) {
        String[] parts = {"", "", ""};
        try {
            lines.forEach(line -> {
                if (line.startsWith("id:")) {
                    parts[0] = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    parts[1] = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    parts[2] = line.substring(5).strip();
                } else if (line.isEmpty() && !parts[1].isEmpty()) {
                    events.add(new Event(parts[0], parts[1], JSON.readTree(parts[2])));
                    parts[0] = "";
                    parts[1] = "";
                    parts[2] = "";
                }
            });
        } catch (UncheckedIOException e) {
            // Closed by us, or by the server.
        } finally {
            ended = true;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
