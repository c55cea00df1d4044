package org.vitalwire.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.vitalwire.analytics.policy.InvalidPolicyException;

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
                                Duration.ofSeconds(1),
                                Duration.ofMillis(2),
                                Duration.ofSeconds(6),
                                1,
                                Duration.ofSeconds(5),
                                32 << 20,
                                "ward-adult",
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
        assertThatThrownBy(() -> new StreamConfiguration().analyticsPolicy(settings))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining(file.toString());
        assertThat(new StreamConfiguration().analyticsPolicy(bind(Map.of())).id())
                .isEqualTo("ward-adult");
        AnalyticsSettings home = bind(Map.of("vitalwire.analytics.shipped-policy", "home"));
        assertThat(new StreamConfiguration().analyticsPolicy(home).id()).isEqualTo("home");
        assertThatThrownBy(() ->
                        new StreamConfiguration()
                                .analyticsPolicy(
                                        bind(Map.of("vitalwire.analytics.shipped-policy", "icu"))))
                .hasMessageContaining("only [ward-adult, step-down, home]");
    }

    private static AnalyticsSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("vitalwire.analytics", AnalyticsSettings.class);
    }
}
