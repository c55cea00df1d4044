package org.vitalwire.ingest.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;

class SecondsCutterTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final SecondsCutter cutter = new SecondsCutter(Duration.ofSeconds(2));

    @Test
    void tenthsOfASecondBecomeSeconds() {
        List<LiveSecond> told = new ArrayList<>();
        for (int tenth = 0; tenth < 25; tenth++) {
            told.addAll(add(tenth * 100L, 10));
        }
        assertThat(told).extracting(LiveSecond::from).containsExactly(NOON, NOON.plusSeconds(1));
        assertThat(told).allMatch(second -> second.samples().count() == 100);
    }

    @Test
    void aLongPacketIsToldSecondBySecondAndItsRestWhenItIsOverdue() {
        List<LiveSecond> told = add(500, 300);
        assertThat(told)
                .extracting(LiveSecond::from)
                .containsExactly(NOON, NOON.plusSeconds(1), NOON.plusSeconds(2));
        assertThat(told.getFirst().samples().count()).isEqualTo(50);
        assertThat(told.getFirst().samples().has(0)).isFalse();

        assertThat(cutter.overdue(NOON.plusMillis(1_999))).isEmpty();
        assertThat(cutter.overdue(NOON.plusSeconds(2)))
                .extracting(LiveSecond::from)
                .containsExactly(NOON.plusSeconds(3));
        assertThat(cutter.overdue(NOON.plusSeconds(9))).isEmpty();
    }

    @Test
    void aSecondIsToldOnce() {
        assertThat(add(0, 100)).hasSize(1);
        assertThat(add(0, 100)).isEmpty();
        assertThat(cutter.overdue(NOON.plusSeconds(9))).isEmpty();
    }

    private List<LiveSecond> add(long millis, int samples) {
        WaveformPacket packet =
                Waves.packet(
                        "m",
                        VitalSign.PLETH,
                        NOON.plusMillis(millis),
                        100_000,
                        Samples.of(IntStream.range(0, samples).toArray()));
        return cutter.add(packet, NOON);
    }
}
