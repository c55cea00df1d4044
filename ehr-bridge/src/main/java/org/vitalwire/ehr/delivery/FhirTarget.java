package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ehr.access.NotAdmittedException;
import org.vitalwire.ehr.access.ServerAccess;
import org.vitalwire.ehr.encoding.FhirJson;

/** A FHIR R4 server over HTTP, its answers read by their meaning. */
final class FhirTarget implements AutoCloseable {

    private static final String FHIR_JSON = "application/fhir+json";

    private final String baseUrl;
    private final TargetSettings settings;
    private final FhirContext fhir;
    private final InstantSource clock;
    private final ServerAccess access;
    private final Optional<TokenBucket> rate;

    FhirTarget(
            TargetSettings settings, ServerAccess access, FhirContext fhir, InstantSource clock) {
        this.baseUrl = settings.baseUrl().orElseThrow();
        this.rate =
                settings.requestsPerSecond() > 0
                        ? Optional.of(new TokenBucket(settings.requestsPerSecond()))
                        : Optional.empty();
        this.settings = settings;
        this.fhir = fhir;
        this.clock = clock;
        this.access = access;
    }

    /** A bundle to the base of the server. */
    Answer post(Bundle bundle) throws InterruptedException {
        String body = FhirJson.encode(bundle);
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

    /**
     * A search by POST, so that nothing of it stands in access logs; never answered from what an
     * earlier search had found, as HAPI does for a minute.
     */
    Answer search(String type, String form) throws InterruptedException {
        return send(
                request("/" + type + "/_search")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cache-Control", "no-cache")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    static String formValue(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(settings.requestTimeout())
                .header("Accept", FHIR_JSON);
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        if (rate.isPresent()) {
            Thread.sleep(rate.get().take(clock.instant()));
        }
        try {
            return answer(access.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (NotAdmittedException e) {
            return new Answer.Unavailable(
                    Answer.Unavailable.NOT_ADMITTED + e.code(), e.retryAfter());
        } catch (HttpConnectTimeoutException e) {
            return new Answer.Unavailable("connect-timeout", Optional.empty());
        } catch (HttpTimeoutException e) {
            return new Answer.Unavailable("timeout", Optional.empty());
        } catch (IOException e) {
            // Cut off, perhaps after the server had done it all.
            return new Answer.Unavailable(e.getClass().getSimpleName(), Optional.empty());
        }
    }

    private Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        return switch (Meaning.of(status)) {
            case DONE -> done(response);
            case ACCEPTED -> new Answer.Accepted(retryAfter(response));
            case ABSENT -> new Answer.Absent(false);
            case GONE -> new Answer.Absent(true);
            case CONTESTED -> new Answer.Contested(Diagnostics.of(status, outcome(response)));
            case REFUSED -> new Answer.Refused(Diagnostics.of(status, outcome(response)));
            case UNAVAILABLE -> new Answer.Unavailable("http-" + status, retryAfter(response));
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

    private @Nullable OperationOutcome outcome(HttpResponse<String> response) {
        return parse(response.body()) instanceof OperationOutcome outcome ? outcome : null;
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
        access.close();
    }
}
