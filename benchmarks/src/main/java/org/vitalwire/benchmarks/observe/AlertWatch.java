package org.vitalwire.benchmarks.observe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.load.Crisis;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.simulator.platform.Role;
import org.vitalwire.simulator.platform.TokenSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the live stream of alerts, as a console does, and measures from the scheduled time of the
 * sample that breaks a limit to the arrival of its alert.
 */
public final class AlertWatch implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> expected = new ConcurrentHashMap<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final Thread reader;
    private volatile Histogram latency = newHistogram();
    private volatile boolean closed;
    private volatile @Nullable String failure;

    private AlertWatch(URI base, TokenSource tokens) {
        reader = Thread.ofPlatform().daemon().name("alerts").start(() -> read(base, tokens));
    }

    /** Returns once the stream is open. */
    public static AlertWatch open(URI base, TokenSource tokens) throws InterruptedException {
        AlertWatch watch = new AlertWatch(base, tokens);
        if (!watch.open.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the stream of alerts does not open");
        }
        return watch;
    }

    /** A sample was sent that must raise this alert. */
    public void expect(String patientId, Crisis crisis, long scheduledMicros) {
        expected.put(patientId + '/' + crisis.condition(), scheduledMicros);
    }

    /** Microseconds to the alerts since the last call. */
    public Histogram take() {
        Histogram taken = latency;
        latency = newHistogram();
        return taken;
    }

    public int missing() {
        return expected.size();
    }

    /** Waits for what is missing; then forgets it. Returns how many never came. */
    public int awaitAll(long seconds) throws InterruptedException {
        long giveUp = MicroClock.now() + seconds * 1_000_000;
        while (!expected.isEmpty() && MicroClock.now() < giveUp) {
            Thread.sleep(20);
        }
        int never = expected.size();
        expected.clear();
        return never;
    }

    /** Why the stream ended early, if it did. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
        reader.interrupt();
    }

    private void read(URI base, TokenSource tokens) {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve("/api/v1/alerts/stream"))
                        .header("Authorization", "Bearer " + tokens.token(Role.CLINICIAN))
                        .header("Accept", "text/event-stream")
                        .build();
        try {
            HttpResponse<Stream<String>> response =
                    http.send(request, HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                failure = "the stream of alerts answered " + response.statusCode();
                return;
            }
            open.countDown();
            try (Stream<String> lines = response.body()) {
                lines.filter(line -> line.startsWith("data:"))
                        .forEach(line -> arrived(line.substring(5), MicroClock.now()));
            }
            failure = "the stream of alerts ended";
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (!closed) {
                failure = "the stream of alerts broke: " + e.getMessage();
            }
        }
    }

    private void arrived(String data, long now) {
        if (data.isBlank() || !data.contains("\"condition\"")) {
            return;
        }
        JsonNode alert = JSON.readTree(data);
        Long sent =
                expected.remove(
                        alert.path("patientId").asString("")
                                + '/'
                                + alert.path("condition").asString(""));
        if (sent != null) {
            latency.recordValue(Math.clamp(now - sent, 0, 600_000_000L));
        }
    }

    private static Histogram newHistogram() {
        return new ConcurrentHistogram(600_000_000L, 3);
    }
}
