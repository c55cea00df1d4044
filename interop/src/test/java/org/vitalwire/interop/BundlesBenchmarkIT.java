package org.vitalwire.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.jpa.provider.BaseResourceProviderR4Test;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.vitalwire.testkit.SharedInfrastructure;

/**
 * Not a test: what {@code benchmarks/ehr bundles} runs. The bridge delivers a backlog to a real HAPI
 * server, then a raw poster sends the very same Bundles, with other ids, to the same server over the
 * same road, turn by turn.
 */
@EnabledIfSystemProperty(named = "vitalwire.benchmark.bundles", matches = ".+")
class BundlesBenchmarkIT extends BaseResourceProviderR4Test {

    private static final int PATIENTS = 24;
    private static final int MINUTES = 12;
    private static final int BUNDLE_SIZE = 50;
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = 6;
    private static final int LINES = PATIENTS * MINUTES * Ward.LINES_A_MINUTE;

    private final Instant start =
            Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(12));
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void turnByTurn() throws Exception {
        SharedInfrastructure.startAll();
        StringBuilder table =
                new StringBuilder(
                        "| round | bundles | bridge, Observations/s | raw poster, Observations/s"
                                + " | ratio |\n|--:|--:|--:|--:|--:|\n");
        List<Double> ratios = new ArrayList<>();
        try (UnreliableRoad road = new UnreliableRoad(myServerBase, Duration.ZERO, new Random());
                BridgeProcess bridge = new BridgeProcess(road.url(), "auto", BUNDLE_SIZE)) {
            road.calmDown();
            for (int round = 0; round <= ROUNDS; round++) {
                Queue<String> bundles = new ConcurrentLinkedQueue<>();
                double ours = LINES / seconds(deliver(road, bridge, round, bundles));
                int sent = bundles.size();
                double raw = LINES / seconds(post(road, bundles));
                // The first one creates patients and devices, and warms the server up.
                if (round > 0) {
                    ratios.add(ours / raw);
                    table.append(
                            String.format(
                                    Locale.ROOT,
                                    "| %d | %d | %,.0f | %,.0f | %.2f |%n",
                                    round,
                                    sent,
                                    ours,
                                    raw,
                                    ours / raw));
                }
            }
        }
        double median = ratios.stream().sorted().skip(ratios.size() / 2).findFirst().orElseThrow();
        table.append(String.format(Locale.ROOT, "%nMedian of the ratios: %.2f.%n", median));
        Files.writeString(Path.of(System.getProperty("vitalwire.benchmark.bundles")), table);
    }

    private Duration deliver(
            UnreliableRoad road, BridgeProcess bridge, int round, Queue<String> bundles) {
        road.block(true);
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int patient = 0; patient < PATIENTS; patient++) {
            for (int minute = 0; minute < MINUTES; minute++) {
                records.add(
                        Ward.reading(
                                "raw-" + patient,
                                "raw-monitor-" + patient,
                                start.plusSeconds((round * MINUTES + minute) * 60L),
                                60 + minute));
            }
        }
        Ward.send(records);
        await().atMost(BridgeProcess.PATIENCE)
                .until(() -> bridge.charted("raw-") == (round + 1) * LINES);
        road.watch(body -> bundles.add(new String(body, StandardCharsets.UTF_8)));
        road.block(false);
        bridge.awaitConfirmed("raw-", (round + 1) * LINES);
        Duration busy = road.busy();
        road.watch(body -> {});
        bundles.removeIf(bundle -> !bundle.contains("\"Observation\""));
        return busy;
    }

    private Duration post(UnreliableRoad road, Queue<String> bundles) throws Exception {
        Queue<String> renamed = new ConcurrentLinkedQueue<>();
        bundles.forEach(bundle -> renamed.add(bundle.replaceAll("vw-([0-9a-f]{32})", "vx-$1")));
        road.watch(body -> {});
        try (ExecutorService posters = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int poster = 0; poster < CONNECTIONS; poster++) {
                all.add(posters.submit(() -> {
                    for (String body = renamed.poll(); body != null; body = renamed.poll()) {
                        HttpRequest request =
                                HttpRequest.newBuilder(URI.create(road.url()))
                                        .header("Content-Type", "application/fhir+json")
                                        .header("Accept", "application/fhir+json")
                                        .header("Prefer", "return=minimal")
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build();
                        assertThat(
                                        http.send(request, HttpResponse.BodyHandlers.ofString())
                                                .statusCode())
                                .isEqualTo(200);
                    }
                    return null;
                }));
            }
            for (Future<?> poster : all) {
                poster.get();
            }
        }
        return road.busy();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
