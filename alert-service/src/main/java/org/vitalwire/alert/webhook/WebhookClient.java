package org.vitalwire.alert.webhook;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One signed POST. Redirects are not followed: the alert goes to the configured place or nowhere.
 */
final class WebhookClient implements AutoCloseable {

    static final String DELIVERY_HEADER = "Vitalwire-Delivery";

    /** What came of an attempt. */
    sealed interface Outcome {

        /** The receiver has it. */
        record Accepted(int status) implements Outcome {}

        /**
         * It may not have it.
         *
         * @param reason of few kinds, for metrics and for the row
         */
        record Failed(String reason) implements Outcome {}
    }

    private final HttpClient http;
    private final URI url;
    private final WebhookSecret secret;
    private final Duration timeout;

    WebhookClient(URI url, WebhookSecret secret, Duration timeout) {
        this.url = url;
        this.secret = secret;
        this.timeout = timeout;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    Outcome post(Delivery delivery, Instant now) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "Vitalwire")
                        .header(DELIVERY_HEADER, delivery.id().toString())
                        .header(
                                WebhookSignature.HEADER,
                                WebhookSignature.sign(secret, now, delivery.body()))
                        .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                        .build();
        CompletableFuture<HttpResponse<Void>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            // The request's own timeout ends with the headers; a body could trickle for ever.
            int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status / 100 == 2
                    ? new Outcome.Accepted(status)
                    : new Outcome.Failed("http-" + status);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Outcome.Failed("timeout");
        } catch (ExecutionException e) {
            return new Outcome.Failed(reasonOf(e.getCause()));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static String reasonOf(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException _ -> "timeout";
            case ConnectException _ -> "connection";
            case javax.net.ssl.SSLException _ -> "tls";
            case null, default -> "input-output";
        };
    }
}
