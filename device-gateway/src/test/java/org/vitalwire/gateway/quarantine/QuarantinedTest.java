package org.vitalwire.gateway.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.device.TestDevices;
import org.vitalwire.gateway.intake.Publication;
import org.vitalwire.gateway.quarantine.Quarantined.Obstacle;

class QuarantinedTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void theMessageIsWhatItWas() {
        Publication message =
                on("vitalwire/v1/monitor-1/readings/2A37", 2, true)
                        .publication(TestDevices.monitor("monitor-1"));

        assertThat(message.form()).isEqualTo("2A37");
        assertThat(message.receivedAt()).isEqualTo(RECEIVED);
        assertThat(message.properties()).isEqualTo(Map.of("time", "then"));
        assertThat(message.resent()).isTrue();
        assertThat(
                        on("vitalwire/v1/monitor-1/readings", 2, false)
                                .publication(TestDevices.monitor("monitor-1"))
                                .resent())
                .isFalse();
    }

    @Test
    void onlyADevicesOwnReadingsAreReadAgain() {
        assertThat(on("vitalwire/v1/monitor-1/readings", 2, true).obstacle()).isEmpty();
        assertThat(on("mllp/monitor-1", 2, true).obstacle()).isEmpty();
        assertThat(on("vitalwire/v1/monitor-2/readings", 2, true).obstacle())
                .as("else another's topic would become its own")
                .contains(Obstacle.NOT_A_READING);
        assertThat(on("vitalwire/v1/monitor-1/status", 2, true).obstacle())
                .contains(Obstacle.NOT_A_READING);
        assertThat(on("readings.v1", 2, true).obstacle()).contains(Obstacle.NOT_A_READING);
        assertThat(on("vitalwire/v1/monitor-1/readings", 3, true).obstacle())
                .contains(Obstacle.PAYLOAD_CUT);
    }

    private static Quarantined on(String topic, int size, boolean waited) {
        return new Quarantined(
                "r1",
                "monitor-1",
                FailureCode.UNEXPECTED,
                topic,
                RECEIVED,
                new byte[] {'{', '}'},
                size,
                Map.of("time", "then"),
                waited);
    }
}
