package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** A FHIR R4 server over HTTP, its answers read by their meaning. */
final class FhirTarget implements AutoCloseable {

    private static final String FHIR_JSON = "application/fhir+json";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final String baseUrl;
    private final TargetSettings settings;
    private final FhirContext fhir;
    private final InstantSource clock;
    private final HttpClient http;

    FhirTarget(String baseUrl, TargetSettings settings, FhirContext fhir, InstantSource clock) {
        this.baseUrl = baseUrl;
        this.settings = settings;
        this.fhir = fhir;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
    }

    /** A bundle to the base of the server. */
    Answer post(Bundle bundle) throws InterruptedException {
        String body = fhir.newJsonParser().encodeResourceToString(bundle);
        return send(
                request("")
                        .header("Content-Type", FHIR_JSON)
                        // The whole resources are ours anyway.
                        .header("Prefer", "return=minimal")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer read(String relativeUrl) throws InterruptedException {
        return send(request("/" + relativeUrl).GET());
    }

    /** A search by POST, so that nothing of it stands in access logs. */
    Answer search(String type, String form) throws InterruptedException {
        return send(
                request("/" + type + "/_search")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    static String formValue(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path))
                        .timeout(settings.requestTimeout())
                        .header("Accept", FHIR_JSON);
        if (!settings.bearerToken().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.bearerToken());
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (HttpTimeoutException e) {
            return new Answer.Unavailable("timeout", Optional.empty());
        } catch (IOException e) {
            // Cut off, perhaps after the server had done it all.
            return new Answer.Unavailable(e.getClass().getSimpleName(), Optional.empty());
        }
    }

    private Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        return switch (status) {
            // Accepted is not done: it is asked for again, which does no harm.
            case 202 -> new Answer.Unavailable("http-202", retryAfter(response));
            case 404 -> new Answer.Absent(false);
            case 410 -> new Answer.Absent(true);
            // Not the content's fault: who we are, how fast we are, who else writes just now.
            case 401, 403, 407, 408, 409, 423, 425, 429 ->
                    new Answer.Unavailable("http-" + status, retryAfter(response));
            default -> {
                if (status >= 200 && status < 300) {
                    yield done(response);
                }
                yield status >= 400 && status < 500
                        ? new Answer.Refused(status, codes(response.body()))
                        : new Answer.Unavailable("http-" + status, retryAfter(response));
            }
        };
    }

    private Answer done(HttpResponse<String> response) {
        if (response.body().isBlank()) {
            return new Answer.Done(response.statusCode(), null);
        }
        @Nullable Resource resource = parse(response.body());
        return resource == null
                ? new Answer.Unavailable("not-fhir", Optional.empty())
                : new Answer.Done(response.statusCode(), resource);
    }

    private @Nullable Resource parse(String body) {
        try {
            return (Resource) fhir.newJsonParser().parseResource(body);
        } catch (DataFormatException e) {
            return null;
        }
    }

    private String codes(String body) {
        return parse(body) instanceof OperationOutcome outcome ? codes(outcome) : "no-outcome";
    }

    /** Codes only: diagnostics quote what was sent. */
    static String codes(OperationOutcome outcome) {
        return outcome.getIssue().stream()
                .filter(issue -> issue.getSeverity() != OperationOutcome.IssueSeverity.INFORMATION)
                .map(issue -> issue.getCode() == null ? "unknown" : issue.getCode().toCode())
                .distinct()
                .limit(5)
                .collect(Collectors.joining(","));
    }

    private Optional<Duration> retryAfter(HttpResponse<String> response) {
        return response.headers().firstValue("Retry-After").flatMap(this::delay);
    }

    private Optional<Duration> delay(String header) {
        try {
            if (header.chars().allMatch(Character::isDigit)) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
            }
            Duration until =
                    Duration.between(
                            clock.instant(),
                            java.time.ZonedDateTime.parse(
                                            header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return until.isNegative() ? Optional.empty() : Optional.of(until);
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
