package org.vitalwire.alert.watchdog;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody outside that beats get through. It asks for the URL and waits for nothing, so that
 * a slow listener delays no beat.
 */
final class DeadManPing implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeadManPing.class);

    private final URI url;
    private final Duration timeout;
    private final HttpClient http;
    private final AtomicBoolean said = new AtomicBoolean();

    DeadManPing(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    void send() {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .timeout(timeout)
                        .header("User-Agent", "Vitalwire")
                        .GET()
                        .build();
        var _ =
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .whenComplete((answer, fault) -> {
                            if (fault == null && answer.statusCode() / 100 == 2) {
                                said.set(false);
                            } else if (said.compareAndSet(false, true)) {
                                log.atWarn()
                                        .addKeyValue(
                                                "reason",
                                                fault == null
                                                        ? "http-" + answer.statusCode()
                                                        : fault.getClass().getSimpleName())
                                        .log("the dead-man ping is not taken");
                            }
                        });
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
