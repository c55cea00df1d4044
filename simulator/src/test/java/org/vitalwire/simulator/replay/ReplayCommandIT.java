package org.vitalwire.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.simulator.fake.FakePlatform;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.testkit.SharedData;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(90)
class ReplayCommandIT {

    private static final String NOISY = "mimic2-numerics/s25047_3234460_numerics.csv";

    @TempDir Path keys;
    private FakePlatform platform;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws IOException {
        platform = new FakePlatform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void aReplayEndsWithEqualNumbersOnBothSides() {
        Instant before = Instant.now();
        int exitCode = replay(NOISY, "--speed", "2000", "--json");
        JsonNode summary = summary();

        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(summary.path("messagesSent").asInt())
                .isEqualTo(72 - summary.path("rowsWithoutValues").asInt());
        assertThat(summary.path("messagesAcknowledged")).isEqualTo(summary.path("messagesSent"));
        assertThat(summary.path("rowsStored")).isEqualTo(summary.path("messagesSent"));
        assertThat(summary.path("valuesStored")).isEqualTo(summary.path("valuesSent"));
        assertThat(summary.path("valuesSent").asInt() + summary.path("valuesDropped").asInt())
                .isEqualTo(72 * 7);
        assertThat(summary.path("complete").asBoolean()).isTrue();

        JsonNode recording = summary.path("recordings").path(0);
        Instant from = Instant.parse(recording.path("from").asString());
        Instant to = Instant.parse(recording.path("to").asString());
        assertThat(Duration.between(from, to)).isLessThanOrEqualTo(Duration.ofMinutes(71));
        assertThat(to).isAfter(before).isBeforeOrEqualTo(Instant.now());
        assertThat(platform.devices())
                .containsEntry("replay-s25047_3234460_numerics", "recorded-replay");
        assertThat(platform.census())
                .hasEntrySatisfying(
                        "sim-s25047_3234460_numerics",
                        entry -> assertThat(entry.path("synthetic").asBoolean()).isTrue());
        assertThat(platform.associations().getFirst()).containsEntry("from", from.toString());
    }

    @Test
    void aSecondReplayCountsOnlyItself() {
        assertThat(replay(NOISY, "--speed", "5000", "--json")).isZero();
        JsonNode first = summary();
        out.getBuffer().setLength(0);

        assertThat(replay(NOISY, "--speed", "5000", "--json")).isZero();

        assertThat(summary().path("rowsStored")).isEqualTo(first.path("rowsStored"));
        assertThat(platform.gateway().acknowledged()).hasSize(2 * first.path("rowsStored").asInt());
    }

    @Test
    void aGivenPatientGetsADeviceOfItsOwnAndKeepsItsCensusEntry() {
        assertThat(replay(NOISY, "--speed", "5000", "--patient", "ward-patient-7")).isZero();

        assertThat(platform.devices())
                .containsOnlyKeys("replay-s25047_3234460_numerics-ward-patient-7");
        assertThat(platform.associations().getFirst()).containsEntry("patientId", "ward-patient-7");
        assertThat(out.toString()).contains("rows stored").contains("values dropped ('no value')");
    }

    @Test
    void aFolderIsReplayedSideBySide() {
        assertThat(replay("sepsis2019/fixtures", "--speed", "200000", "--json")).isZero();

        assertThat(summary().path("recordings").size()).isEqualTo(12);
        assertThat(summary().path("rowsStored")).isEqualTo(summary().path("messagesSent"));
        assertThat(platform.devices()).hasSize(12);
    }

    @Test
    void aMissingRowIsSaidAndIsFailure() {
        platform.loseRows(1);

        // A replay that never settles has to give up sooner here than it does for people.
        ReplayPlan impatient =
                new ReplayPlan(
                        5_000,
                        java.util.Optional.empty(),
                        "ward-a",
                        keys,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(2));
        ReplaySummary summary = new ReplaySummary(run(impatient));

        assertThat(summary.isComplete()).isFalse();
        assertThat(summary.text()).contains("NOT COMPLETE");
    }

    @Test
    void nonsenseIsRefusedBeforeAnythingIsSent() {
        assertThat(replay(NOISY, "--speed", "0.5")).isEqualTo(2);
        assertThat(replay(NOISY, "--patient", "not an id")).isEqualTo(2);
        assertThat(execute("/no/such/file.csv")).isEqualTo(2);
        assertThat(platform.devices()).isEmpty();
    }

    private List<ReplayResult> run(ReplayPlan plan) {
        try (var client =
                new org.vitalwire.simulator.platform.VitalwireClient(
                        platform.url(), TokenSource.fixed("a-token"))) {
            return new ReplaySession(
                            plan,
                            client,
                            java.time.InstantSource.system(),
                            new PrintWriter(err, true))
                    .run(
                            org.vitalwire.simulator.recording.RecordingReader.read(
                                    SharedData.path(NOISY)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int replay(String data, String... options) {
        List<String> arguments = new ArrayList<>(List.of(SharedData.path(data).toString()));
        arguments.addAll(List.of(options));
        return execute(arguments.toArray(new String[0]));
    }

    private int execute(String... arguments) {
        List<String> all =
                new ArrayList<>(
                        List.of("--url", platform.url().toString(), "--keys", keys.toString()));
        all.addAll(List.of("--settle", "0"));
        all.addAll(List.of(arguments));
        return new CommandLine(new ReplayCommand(url -> TokenSource.fixed("a-token")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(new String[0]));
    }

    private JsonNode summary() {
        return JsonMapper.builder().build().readTree(out.toString());
    }
}
