package org.vitalwire.simulator.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.simulator.device.ReadingMessage;
import org.vitalwire.simulator.physiology.Sample;
import org.vitalwire.simulator.physiology.SyntheticWaves;

class BedsideWavesTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00.300Z");

    @Test
    void secondsFollowEachOtherWithoutGapOrOverlap() {
        BedsideWaves waves = new BedsideWaves(1, START);
        List<Instant> begins = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            Instant now = START.plusMillis(700L * i);
            waves.until(now, sample(now, 72)).forEach(packet -> begins.add(packet.measured()));
        }
        for (int i = 0; i < begins.size(); i++) {
            assertThat(begins.get(i))
                    .isEqualTo(Instant.parse("2026-11-22T10:00:00Z").plusSeconds(i));
        }
        assertThat(begins).hasSize(7);
    }

    @Test
    void theSameSeedGivesTheSamePacketOnTheTopicOfWaveforms() {
        Instant now = START.plusSeconds(1);
        ReadingMessage one = new BedsideWaves(5, START).until(now, sample(now, 72)).getFirst();
        ReadingMessage two = new BedsideWaves(5, START).until(now, sample(now, 72)).getFirst();
        assertThat(one.payload()).isEqualTo(two.payload());
        assertThat(one.kind()).isEqualTo(ReadingMessage.Kind.WAVEFORM);
        assertThat(new String(one.payload(), StandardCharsets.US_ASCII))
                .startsWith("{\"start\":\"2026-11-22T10:00:00Z\",\"hz\":250,\"channels\":[")
                .contains("\"sign\":\"ecg-lead-ii\"", "\"sign\":\"pleth\"");
    }

    /** R waves in a minute: what a monitor would count. */
    @Test
    void theWaveBeatsAtTheHeartRate() {
        SyntheticWaves waves = new SyntheticWaves(3);
        int beats = 0;
        boolean above = false;
        for (int second = 0; second < 60; second++) {
            for (int raw : waves.next(90).ecg()) {
                boolean high = raw * SyntheticWaves.ECG_FACTOR > 0.6;
                beats += high && !above ? 1 : 0;
                above = high;
            }
        }
        assertThat(beats).isBetween(89, 91);
    }

    @Test
    void aJumpOfTheClockLeavesAGap() {
        BedsideWaves waves = new BedsideWaves(1, START);
        Instant later = START.plusSeconds(3_600);
        assertThat(waves.until(later, sample(later, 72)))
                .extracting(ReadingMessage::measured)
                .containsExactly(Instant.parse("2026-11-22T10:59:59Z"));
    }

    private static Sample sample(Instant at, double heartRate) {
        return new Sample(at, Map.of(VitalSign.HEART_RATE, heartRate));
    }
}
