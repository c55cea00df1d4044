package org.vitalwire.analytics.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.analytics.limit.Limit;

class PolicyReaderTest {

    @Test
    void shippedPolicyIsSound() {
        Policy policy = PolicyReader.readDefault();
        assertThat(policy.version()).isEqualTo("ward-adult-1");
        assertThat(policy.limits())
                .extracting(Limit::condition)
                .containsExactly(
                        "low-spo2",
                        "low-heart-rate",
                        "high-heart-rate",
                        "low-respiratory-rate",
                        "high-respiratory-rate",
                        "low-systolic-pressure",
                        "high-systolic-pressure",
                        "low-temperature",
                        "high-temperature");
        assertThat(PolicyView.of(policy).news2().bands())
                .contains("spo2 scale 2 on oxygen: 93 % to 94 % gives 1");
    }

    @Test
    void saturationLimitShiftsWithThePrescribedTarget() {
        Limit low = PolicyReader.readDefault().limits().getFirst();
        assertThat(low.beyond(89, 1)).isEqualTo(1);
        assertThat(low.beyond(89, 2)).isZero();
        assertThat(low.beyond(90, 1)).isZero();
        assertThat(low.beyond(84.9, 1)).isEqualTo(2);
        assertThat(low.beyond(59, 1)).isEqualTo(4);
        assertThat(low.insideFrom(90, 1)).isEqualTo(1);
        assertThat(low.insideFrom(91, 1)).isZero();
    }

    @Test
    void aFileReplacesIt(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("own.json");
        Files.writeString(file, shipped().replace("ward-adult-1", "icu-3"));
        assertThat(PolicyReader.read(file).version()).isEqualTo("icu-3");
    }

    @Test
    void everyFaultIsNamedAtOnce() throws IOException {
        String broken =
                shipped()
                        .replace("\"signs\": [\"spo2\"]", "\"signs\": [\"sp02\"]")
                        .replace("\"beyond\": 85,", "\"beyond\": 95,")
                        .replace(
                                "\"beyond\": 150, \"delay\": \"PT10S\"",
                                "\"beyond\": 150, \"delay\": \"PT99S\"")
                        .replace("\"direction\": \"above\"", "\"direction\": \"beside\"")
                        .replace("\"fio2\": \"PT4H\"", "\"fio3\": \"PT4H\"");
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("sp02 is not a measured vital sign")
                .hasMessageContaining("limits[low-spo2].steps[1].beyond must lie deeper")
                .hasMessageContaining("limits[high-heart-rate].steps[1].delay must not be longer")
                .hasMessageContaining("direction must be one of [below, above]")
                .hasMessageContaining("NEWS2 has no input fio3")
                .hasMessageContaining("news2.freshness.fio2 is missing");
    }

    @Test
    void misspeltFieldIsRefusedAndNotIgnored() throws IOException {
        String broken = shipped().replace("\"clearAfter\"", "\"clearafter\"");
        assertThatThrownBy(() -> read(broken)).hasMessageContaining("clearafter");
    }

    @Test
    void contradictionsAreRefused() throws IOException {
        String shipped = shipped();
        assertThatThrownBy(() -> read(shipped.replace("\"high-heart-rate\"", "\"low-heart-rate\"")))
                .hasMessageContaining("limits[low-heart-rate] is there twice");
        assertThatThrownBy(() ->
                        read(
                                shipped.replace(
                                        "\"beyond\": 90, \"delay\": \"PT15S\"",
                                        "\"beyond\": 900, \"delay\": \"PT15S\"")))
                .hasMessageContaining("is not a plausible spo2");
        assertThatThrownBy(() -> read("{}"))
                .hasMessageContaining("version is missing")
                .hasMessageContaining("news2 is missing");
        assertThatThrownBy(() -> read("{")).isInstanceOf(InvalidPolicyException.class);
    }

    private static Policy read(String json) {
        return PolicyReader.read("test", json.getBytes(StandardCharsets.UTF_8));
    }

    private static String shipped() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(
                        PolicyReader.class.getResourceAsStream("limit-policy.json"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
