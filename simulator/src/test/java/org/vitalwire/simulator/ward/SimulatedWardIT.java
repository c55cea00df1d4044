package org.vitalwire.simulator.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.simulator.fake.FakeGateway;
import org.vitalwire.simulator.fake.FakePlatform;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.simulator.platform.VitalwireClient;
import picocli.CommandLine;

@Timeout(60)
class SimulatedWardIT {

    @TempDir Path keys;
    private FakePlatform platform;
    private VitalwireClient client;

    @BeforeEach
    void start() throws IOException {
        platform = new FakePlatform();
        client = new VitalwireClient(platform.url(), TokenSource.fixed("a-token"));
    }

    @AfterEach
    void stop() {
        client.close();
        platform.close();
    }

    @Test
    void everyBedSendsFromTheStart() {
        try (SimulatedWard ward = SimulatedWard.start(settings(), client)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> acknowledgedByDevice().size() == 12);
            await().until(() ->
                    acknowledgedByDevice().values().stream().allMatch(readings -> readings >= 5));
            assertThat(ward.counts().overflowed()).isZero();
        }
        assertThat(platform.devices().values()).containsOnly("simulated-bedside-monitor");
        assertThat(
                        platform.census().values().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                entry -> entry.path("careUnit").asString(),
                                                Collectors.counting())))
                .isEqualTo(Map.of("ward-a", 8L, "ward-b", 4L));
        assertThat(platform.census().values())
                .allMatch(entry -> entry.path("displayName").asString().startsWith("SIM "));
        assertThat(platform.oxygenTargets()).isEqualTo(Map.of("sim-a3", 2, "sim-b3", 2));
        assertThat(platform.gateway().acknowledged().getFirst().payload())
                .contains("\"heart-rate\":")
                .contains("\"consciousness\":\"A\"");
    }

    @Test
    void aSecondStartFindsItsDevicesPatientsAndKeys() {
        SimulatedWard.start(settings(), client).close();
        int certificates = platform.signed();

        SimulatedWard.start(settings(), client).close();

        assertThat(certificates).isEqualTo(12);
        assertThat(platform.signed()).isEqualTo(12);
        assertThat(platform.devices()).hasSize(12);
        assertThat(platform.associations()).hasSize(12);
    }

    @Test
    void simulateCountsAndLeavesNoBedBehind() {
        StringWriter out = new StringWriter();
        int exitCode =
                new CommandLine(new SimulateCommand(url -> TokenSource.fixed("a-token")))
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(new StringWriter(), true))
                        .execute(
                                "--beds",
                                "9",
                                "--rate",
                                "10",
                                "--seed",
                                "3",
                                "--duration",
                                "PT2S",
                                "--url",
                                platform.url().toString(),
                                "--keys",
                                keys.toString());

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("beds 9").contains("not acknowledged 0");
        assertThat(acknowledgedByDevice()).hasSize(9);
        assertThat(acknowledgedByDevice().values()).allMatch(readings -> readings >= 15);
        assertThat(platform.associations()).hasSize(9).allMatch(a -> a.containsKey("to"));
    }

    private Map<String, Long> acknowledgedByDevice() {
        return platform.gateway().acknowledged().stream()
                .collect(
                        Collectors.groupingBy(
                                FakeGateway.Arrival::clientId, Collectors.counting()));
    }

    private WardSettings settings() {
        return WardSettings.in(keys).withInterval(Duration.ofMillis(200));
    }
}
