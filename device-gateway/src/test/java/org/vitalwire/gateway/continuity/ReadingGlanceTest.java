package org.vitalwire.gateway.continuity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.reading.Sequence;

class ReadingGlanceTest {

    @Test
    void itReadsWhatTheCodecWrites() {
        assertThat(ReadingGlance.at(bytes(Optional.of(new Sequence("b7", 1_234_567_890_123L)))))
                .contains(
                        new ReadingGlance(
                                "monitor-1", "b7", 1_234_567_890_123L, 1_000_001L, 2_000_002L));
    }

    @Test
    void aDeviceThatDoesNotCountIsSeenAllTheSame() {
        assertThat(ReadingGlance.at(bytes(Optional.empty())))
                .hasValueSatisfying(glance -> {
                    assertThat(glance.isCounted()).isFalse();
                    assertThat(glance.deviceId()).isEqualTo("monitor-1");
                });
    }

    @Test
    void sequenceZeroCounts() {
        assertThat(ReadingGlance.at(bytes(Optional.of(new Sequence("", 0)))))
                .hasValueSatisfying(glance -> assertThat(glance.isCounted()).isTrue());
    }

    @Test
    void whatIsNoEventIsNothing() {
        assertThat(ReadingGlance.at(new byte[0])).isEmpty();
        assertThat(ReadingGlance.at("hello, world".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    private static byte[] bytes(Optional<Sequence> sequence) {
        return TestMessages.bytes(sequence);
    }
}
