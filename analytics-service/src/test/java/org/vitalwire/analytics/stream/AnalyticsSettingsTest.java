package org.vitalwire.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.vitalwire.analytics.policy.InvalidPolicyException;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.ShippedPolicies;
import org.vitalwire.analytics.score.InvalidScoreTableException;

class AnalyticsSettingsTest {

    @Test
    void defaults() {
        AnalyticsSettings settings = bind(Map.of());
        assertThat(settings)
                .isEqualTo(
                        new AnalyticsSettings(
                                "vitalwire-analytics",
                                Path.of("data/analytics"),
                                1,
                                Duration.ofMillis(200),
                                Duration.ofMillis(2),
                                Duration.ofSeconds(6),
                                1,
                                Duration.ofSeconds(5),
                                32 << 20,
                                "ward-adult",
                                null,
                                null));
    }

    @Test
    void everythingCanBeSet() {
        AnalyticsSettings settings =
                bind(
                        Map.of(
                                "vitalwire.analytics.state-directory", "/var/lib/analytics",
                                "vitalwire.analytics.threads", "3",
                                "vitalwire.analytics.commit-interval", "500ms",
                                "vitalwire.analytics.policy-file", "/etc/policy.json"));
        assertThat(settings.stateDirectory()).isEqualTo(Path.of("/var/lib/analytics"));
        assertThat(settings.threads()).isEqualTo(3);
        assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.policyFile()).isEqualTo(Path.of("/etc/policy.json"));
    }

    @Test
    void unsoundPolicyFileStopsTheStart() throws Exception {
        Path file = Files.createTempFile("policy", ".json");
        Files.writeString(file, "{\"version\":\"x\"}");
        AnalyticsSettings settings =
                bind(Map.of("vitalwire.analytics.policy-file", file.toString()));
        assertThatThrownBy(() -> policy(settings))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining(file.toString());
        assertThat(policy(bind(Map.of())).id()).isEqualTo("ward-adult");
        AnalyticsSettings home = bind(Map.of("vitalwire.analytics.shipped-policy", "home"));
        assertThat(policy(home).id()).isEqualTo("home");
        assertThatThrownBy(() -> policy(bind(Map.of("vitalwire.analytics.shipped-policy", "icu"))))
                .hasMessageContaining("only [ward-adult, step-down, home]");
    }

    @Test
    void aHospitalsOwnTableIsScoredByItsPolicy(@TempDir Path directory) throws Exception {
        Path tables = Files.createDirectory(directory.resolve("tables"));
        Path policy = directory.resolve("policy.json");
        Files.writeString(
                policy,
                """
                {"id": "maternity", "abandonAfter": "PT30M", "news2": %s,
                 "scores": [{"score": "obstetric",
                  "bands": [{"atLeast": 3, "delay": "PT60S", "priority": "medium"}]}]}
                """
                        .formatted(ShippedPolicies.WARD_ADULT.document().get("news2")));
        AnalyticsSettings settings =
                bind(
                        Map.of(
                                "vitalwire.analytics.policy-file", policy.toString(),
                                "vitalwire.analytics.score-tables", tables.toString()));
        assertThatThrownBy(() -> policy(settings)).hasMessageContaining("cannot be scored");

        String table =
                """
                {"score": "obstetric", "title": "Chart", "edition": "1", "source": "2026",
                 "parameters": [{"name": "pulse", "sources": [{"inputs": ["heart-rate"],
                  "bands": [{"below": 120, "points": 0}, {"points": 3}]}]}]}
                """;
        Files.writeString(tables.resolve("chart.json"), table);
        assertThat(policy(settings).scores().getFirst().definition().title()).isEqualTo("Chart");

        Files.writeString(tables.resolve("chart.json"), table.replace("120", "\"many\""));
        assertThatThrownBy(() -> policy(settings)).isInstanceOf(InvalidScoreTableException.class);
    }

    private static Policy policy(AnalyticsSettings settings) {
        StreamConfiguration configuration = new StreamConfiguration();
        return configuration.analyticsPolicy(
                settings, configuration.analyticsScoreTables(settings));
    }

    private static AnalyticsSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("vitalwire.analytics", AnalyticsSettings.class);
    }
}
