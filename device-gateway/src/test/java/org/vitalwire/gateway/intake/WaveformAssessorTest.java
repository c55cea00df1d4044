package org.vitalwire.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.device.TestDevices;
import org.vitalwire.gateway.waveform.WaveformForm;

class WaveformAssessorTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String EIGHT = "[1,2,3,4,5,6,7,8]";

    private final WaveformAssessor assessor =
            new WaveformAssessor(
                    new ClockJudgement(
                            new ClockSettings(
                                    Duration.ofSeconds(60),
                                    Duration.ofMinutes(2),
                                    Duration.ofSeconds(2))),
                    1_000);

    /** Seconds that the packet of eight begins before receipt, at one sample a second. */
    @ParameterizedTest
    @CsvSource({"8, LIVE", "128, LIVE", "129, BACKFILL", "-52, LIVE"})
    void theLaneIsThatOfThePacketsEnd(int secondsAgo, Lane lane) {
        assertThat(assess(secondsAgo, EIGHT).packets())
                .extracting(WaveformPacket::lane)
                .containsExactly(lane);
    }

    @Test
    void aPacketThatEndsInTheFutureIsRefused() {
        Assessment assessed = assess(-53, EIGHT);
        assertThat(assessed.packets()).isEmpty();
        assertThat(assessed.faults())
                .extracting(Fault::code)
                .containsExactly(FailureCode.FUTURE_TIME);
    }

    @Test
    void aPacketSentAgainHasTheSameIdAndTheNextOneAnother() {
        WaveformPacket first = assess(8, EIGHT).packets().getFirst();
        assertThat(first.messageId()).isEqualTo("monitor-1:waveform:b7:4:28");
        assertThat(first.sequence()).isEqualTo(Optional.of(new Sequence("b7", 4)));
        assertThat(assess(8, EIGHT).packets()).containsExactly(first);
    }

    @Test
    void anOversizedPayloadIsRefused() {
        assertThat(assess(8, "[" + "1,".repeat(600) + "1]").faults())
                .extracting(Fault::code)
                .containsExactly(FailureCode.OVERSIZED);
    }

    private Assessment assess(int secondsAgo, String samples) {
        String payload =
                """
                {"start":"%s","hz":1,"seq":4,"boot":"b7",
                 "channels":[{"sign":"pleth","samples":%s}]}\
                """
                        .formatted(NOW.minusSeconds(secondsAgo), samples);
        return assessor.assess(
                new Publication(
                        TestDevices.monitor("monitor-1"),
                        "vitalwire/v1/monitor-1/waveforms",
                        "",
                        payload.getBytes(StandardCharsets.UTF_8),
                        1,
                        false,
                        Map.of(),
                        NOW),
                WaveformForm.JSON,
                NOW,
                DecodingTrace.NONE);
    }
}
