package org.vitalwire.benchmarks.observe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;
import org.vitalwire.benchmarks.load.LoadGenerator;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.simulator.platform.Role;
import org.vitalwire.simulator.platform.TokenSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reader that waits for its own samples: sends one twice a second beside the load, asks for the
 * patient's latest vitals every 5 ms, and measures until the answer holds it. This is what a user
 * sees, the query included; its requests cost the server CPU that is counted with the rest.
 */
public final class RowProbe {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long BETWEEN_SAMPLES_MICROS = 500_000;
    private static final long GIVE_UP_MICROS = 10_000_000;

    private final LoadGenerator load;
    private final String deviceId;
    private final HttpRequest request;
    private final Histogram latency = new Histogram(600_000_000L, 3);
    private int sent;
    private int neverSeen;

    public RowProbe(
            LoadGenerator load, String deviceId, String patientId, URI base, TokenSource tokens) {
        this.load = load;
        this.deviceId = deviceId;
        this.request =
                HttpRequest.newBuilder(
                                base.resolve("/api/v1/patients/" + patientId + "/vitals/latest"))
                        .header("Authorization", "Bearer " + tokens.token(Role.CLINICIAN))
                        .build();
    }

    /** Probes for so long. */
    public void run(double seconds) throws IOException, InterruptedException, ExecutionException {
        long end = MicroClock.now() + (long) (seconds * 1e6);
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (MicroClock.now() < end) {
                long next = MicroClock.now() + BETWEEN_SAMPLES_MICROS;
                probe(http);
                long left = (next - MicroClock.now()) / 1_000;
                if (left > 0) {
                    Thread.sleep(left);
                }
            }
        }
    }

    public Histogram latency() {
        return latency;
    }

    public int sent() {
        return sent;
    }

    public int neverSeen() {
        return neverSeen;
    }

    private void probe(HttpClient http)
            throws IOException, InterruptedException, ExecutionException {
        long measured = load.sendNow(deviceId);
        sent++;
        long giveUp = measured + GIVE_UP_MICROS;
        while (MicroClock.now() < giveUp) {
            long asked = MicroClock.now();
            if (newest(http) >= measured) {
                latency.recordValue(Math.clamp(MicroClock.now() - measured, 0, 600_000_000L));
                return;
            }
            long left = asked + 5_000 - MicroClock.now();
            if (left > 0) {
                Thread.sleep(0, (int) Math.min(left * 1_000, 999_999));
            }
        }
        neverSeen++;
    }

    /** Measured time of the newest heart rate, in microseconds. */
    private long newest(HttpClient http) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            return Long.MIN_VALUE;
        }
        String time =
                JSON.readTree(response.body())
                        .path("vitals")
                        .path("heart-rate")
                        .path("time")
                        .asString("");
        return time.isEmpty()
                ? Long.MIN_VALUE
                : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }
}
