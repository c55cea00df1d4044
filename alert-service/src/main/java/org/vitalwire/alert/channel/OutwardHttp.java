package org.vitalwire.alert.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request to somebody else's server. Redirects are not followed: what we say goes where it was
 * meant to go or nowhere. Connecting, and the whole of an attempt, have a limit of time, and an
 * answer one of size.
 */
public final class OutwardHttp implements AutoCloseable {

    private static final int LARGEST_ANSWER_BYTES = 64 * 1024;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    /** What came of it. */
    public sealed interface Exchange {

        /**
         * The server answered.
         *
         * @param location where what was made lies, empty where the answer says nothing of it
         * @param pause that the server asks for before the next attempt, zero where for none
         */
        record Answered(int status, String body, String location, Duration pause)
                implements Exchange {

            public boolean isSuccess() {
                return status / 100 == 2;
            }

            /** Of an answer that is none of success. */
            public Outcome failure() {
                String reason = "http-" + status;
                return status / 100 == 5 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT
                        ? new Outcome.Later(pause, reason)
                        : new Outcome.Refused(reason);
            }
        }

        /**
         * It did not, or we do not know.
         *
         * @param reason of few kinds
         */
        record Failed(String reason) implements Exchange {

            public Outcome failure() {
                return new Outcome.Later(Duration.ZERO, reason);
            }
        }
    }

    private final HttpClient http;
    private final Duration timeout;
    private final InstantSource clock;

    public OutwardHttp(Duration timeout, InstantSource clock) {
        this.timeout = timeout;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    public Exchange post(URI url, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        return send("POST", url, headers, body);
    }

    public Exchange send(String method, URI url, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url)
                        .timeout(timeout)
                        .version(
                                "https".equalsIgnoreCase(url.getScheme())
                                        ? HttpClient.Version.HTTP_2
                                        : HttpClient.Version.HTTP_1_1)
                        .header("User-Agent", "Vitalwire")
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(
                        request.build(),
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
                                LARGEST_ANSWER_BYTES));
        try {
            // The request's own timeout ends with the headers; a body could trickle for ever.
            return answered(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            answer.cancel(true);
            return new Exchange.Failed("timeout");
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            return new Exchange.Failed(reasonOf(e.getCause()));
        }
    }

    private Exchange answered(HttpResponse<String> answer) {
        return new Exchange.Answered(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("Location").orElse(""),
                answer.headers().firstValue("Retry-After").map(this::pause).orElse(Duration.ZERO));
    }

    /** Seconds or a date (RFC 9110, 10.2.3). A server cannot ask for silence without end. */
    private Duration pause(String retryAfter) {
        Duration asked =
                seconds(retryAfter)
                        .or(() ->
                                date(retryAfter)
                                        .map(date ->
                                                Duration.between(
                                                        clock.instant(), date.toInstant())))
                        .orElse(Duration.ZERO);
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : Optional.empty();
    }

    private static Optional<ZonedDateTime> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static String reasonOf(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException _ -> "timeout";
            case ConnectException _ -> "connection";
            case SSLException _ -> "tls";
            case IOException _ -> "input-output";
            case null, default -> "fault";
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
