package org.vitalwire.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

    private final ConnectionSettings settings = ConnectionSettings.DEFAULT;

    @Test
    void defaultsAreThese() {
        assertThat(settings.inFlight()).isEqualTo(32);
        assertThat(settings.buffered()).isEqualTo(3_600);
        assertThat(settings.keepAlive()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.sessionExpiry()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void pausesDoubleAndAreBoundedAndJittered() {
        assertThat(settings.pause(0, 1)).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.pause(0, 0)).isEqualTo(Duration.ofMillis(125));
        assertThat(settings.pause(3, 1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.pause(1_000, 1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.pause(1_000, 0)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aBufferOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withBuffered(0));
    }
}
