package org.vitalwire.ehr.measured;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * ingest-service over HTTP, with the token of whoever asks: it checks once more who may see whom.
 * All methods throw {@link IngestUnavailableException} or {@link IngestRefusedException}.
 */
final class IngestClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final String url;
    private final Duration timeout;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    IngestClient(IngestSettings settings) {
        this.url =
                settings.url().endsWith("/")
                        ? settings.url().substring(0, settings.url().length() - 1)
                        : settings.url();
        this.timeout = settings.timeout();
    }

    byte[] minutes(
            PatientId patient,
            List<VitalSign> signs,
            Instant from,
            Instant to,
            boolean newestFirst,
            int limit,
            String token) {
        return get(
                "/api/v1/patients/%s/minutes?signs=%s&from=%s&to=%s&newest=%s&limit=%d"
                        .formatted(patient.value(), codes(signs), from, to, newestFirst, limit),
                token);
    }

    byte[] scoreEvents(
            PatientId patient, Instant from, Instant to, boolean newestFirst, String token) {
        return get(
                "/api/v1/patients/%s/scores/events?score=news2&from=%s&to=%s&newest=%s"
                        .formatted(patient.value(), from, to, newestFirst),
                token);
    }

    /** Of each group the minutes in which any of its signs was measured. */
    byte[] countMinutes(
            PatientId patient,
            List<List<VitalSign>> groups,
            Instant from,
            Instant to,
            String token) {
        return get(
                "/api/v1/patients/%s/minutes/count?group=%s&from=%s&to=%s"
                        .formatted(
                                patient.value(),
                                groups.stream()
                                        .map(IngestClient::codes)
                                        .collect(Collectors.joining("%3B")),
                                from,
                                to),
                token);
    }

    private static String codes(List<VitalSign> signs) {
        return signs.stream().map(VitalSign::code).collect(Collectors.joining(","));
    }

    private byte[] get(String path, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(timeout)
                        .header("Accept", "application/json, application/problem+json")
                        .header("Authorization", "Bearer " + token)
                        .build();
        try {
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return switch (response.statusCode()) {
                case 200 -> response.body();
                case 401 -> throw new IngestRefusedException(true);
                case 403 -> throw new IngestRefusedException(false);
                // 404 as well: whether the patient may be seen was asked of the census before, so
                // ingest-service has not heard of them yet. That is no reason to show nothing.
                default ->
                        throw new IngestUnavailableException(
                                "ingest-service answered " + response.statusCode(),
                                response.headers()
                                        .firstValue("Retry-After")
                                        .filter(text -> text.matches("[0-9]{1,4}"))
                                        .map(Integer::parseInt)
                                        .orElse(RETRY_AFTER_SECONDS));
            };
        } catch (IOException e) {
            throw new IngestUnavailableException(
                    "ingest-service does not answer: " + e.getClass().getSimpleName(),
                    RETRY_AFTER_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IngestUnavailableException("interrupted", RETRY_AFTER_SECONDS);
        }
    }
}
