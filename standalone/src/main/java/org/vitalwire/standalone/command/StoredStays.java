package org.vitalwire.standalone.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.evaluation.ExportedStay;
import org.vitalwire.analytics.evaluation.Stay;
import org.vitalwire.analytics.evaluation.StaySource;
import org.vitalwire.embedded.InfrastructureException;
import org.vitalwire.simulator.platform.Role;
import org.vitalwire.simulator.platform.TokenSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the running platform has stored, patient by patient, by its own exports. */
final class StoredStays implements StaySource {

    private static final int OK = 200;
    private static final int BUSY = 503;

    private final URI url;
    private final TokenSource tokens;
    private final Instant from;
    private final @Nullable String unit;

    StoredStays(Installation installation, InstantSource clock, int days, @Nullable String unit) {
        this.url = installation.url();
        this.tokens = installation.tokens();
        this.from = clock.instant().minus(Duration.ofDays(days));
        this.unit = unit;
    }

    @Override
    public String name() {
        return "the store";
    }

    @Override
    public void forEach(Consumer<Stay> each) throws IOException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<String> patients = patients(http);
            for (int i = 0; i < patients.size(); i++) {
                String source = "patient " + (i + 1) + " of " + patients.size();
                try (BufferedReader lines = export(http, patients.get(i), source)) {
                    ExportedStay.read("stay-" + i, source, lines).ifPresent(each);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted", e);
        }
    }

    private List<String> patients(HttpClient http) throws IOException, InterruptedException {
        String path = "/api/v1/board" + (unit == null ? "" : "?unit=" + encoded(unit));
        HttpResponse<InputStream> response = get(http, path);
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw refused("the board", response);
            }
            List<String> patients = new ArrayList<>();
            for (JsonNode row : JsonMapper.shared().readTree(body).path("patients")) {
                patients.add(row.path("patientId").asString());
            }
            return patients;
        }
    }

    private BufferedReader export(HttpClient http, String patient, String source)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                get(
                        http,
                        "/api/v1/patients/%s/export?format=ndjson&from=%s"
                                .formatted(encoded(patient), encoded(from.toString())));
        if (response.statusCode() != OK) {
            response.body().close();
            throw refused(source, response);
        }
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<InputStream> get(HttpClient http, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Authorization", "Bearer " + tokens.token(Role.CLINICIAN))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static InfrastructureException refused(String what, HttpResponse<?> response) {
        return new InfrastructureException(
                response.statusCode() == BUSY
                        ? "other exports are running; come again"
                        : what + " was not answered: HTTP " + response.statusCode());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
