package org.vitalwire.ingest.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vitalwire.ingest.statistics.TimeInRange.Times;

class TimeInRangeTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));
    private static final Duration HOLD = Duration.ofHours(4);

    private final TimeInRange spo2 = new TimeInRange(90, 98, ONE, HOLD);

    private void measure(TimeInRange range, int first, int end, int every, double value) {
        for (int second = first; second < end; second += every) {
            range.add(NOON.plusSeconds(second), value, 0, Instant.MAX);
        }
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void valuesCountUntilTheNextOne() {
        measure(spo2, 0, 1_800, 1, 95);
        measure(spo2, 1_800, 2_400, 1, 85);
        measure(spo2, 2_400, 3_000, 1, 99);
        measure(spo2, 3_000, 3_300, 1, 90);
        measure(spo2, 3_300, 3_600, 1, 98);
        assertThat(spo2.times()).isEqualTo(new Times(seconds(600), seconds(2_400), seconds(600)));
    }

    @Test
    void aGapNeverCountsAsTimeInWhichTheConditionLasted() {
        measure(spo2, 0, 61, 1, 80);
        // Half an hour of silence, then well again: only one more second was low for sure.
        measure(spo2, 1_800, 3_600, 1, 95);
        Times times = spo2.times();
        assertThat(times.below()).isEqualTo(seconds(61));
        assertThat(times.in()).isEqualTo(seconds(1_800));
        assertThat(times.all()).isEqualTo(seconds(1_861));
    }

    @Test
    void silenceAtTheEndCountsNeither() {
        measure(spo2, 0, 100, 1, 80);
        assertThat(spo2.times().below()).isEqualTo(seconds(100));
    }

    @Test
    void aFlaggedValueEndsTheOneBeforeIt() {
        spo2.add(NOON, 80, 0, Instant.MAX);
        spo2.add(NOON.plusSeconds(10), 10, 1, Instant.MAX);
        spo2.add(NOON.plusSeconds(100), 95, 0, Instant.MAX);
        spo2.add(NOON.plusSeconds(130), 10, 1, Instant.MAX);
        assertThat(spo2.times()).isEqualTo(new Times(seconds(10), seconds(30), Duration.ZERO));
    }

    @Test
    void roundsEveryFourHoursCountUntilTheNextRoundAndNoLonger() {
        TimeInRange temperature = new TimeInRange(36, 38, NOON.plus(Duration.ofHours(24)), HOLD);
        for (int hour : new int[] {0, 4, 8, 13, 16}) {
            temperature.add(NOON.plus(Duration.ofHours(hour)), 39, 0, Instant.MAX);
        }
        // 4 + 4 + 4 (of five) + 3 + 4 (of eight)
        assertThat(temperature.times().above()).isEqualTo(Duration.ofHours(19));
    }

    @Test
    void nothingCountsBeyondTheTimeOnTheDevice() {
        spo2.add(NOON, 80, 0, NOON.plusSeconds(5));
        spo2.add(NOON.plusSeconds(60), 95, 0, NOON.plusSeconds(70));
        assertThat(spo2.times()).isEqualTo(new Times(seconds(5), seconds(10), Duration.ZERO));
    }

    @Test
    void twoMonitorsAtOneTimeDoNotCountTwice() {
        for (int second = 0; second < 60; second++) {
            spo2.add(NOON.plusSeconds(second), 95, 0, Instant.MAX);
            spo2.add(NOON.plusSeconds(second), 80, 0, Instant.MAX);
        }
        assertThat(spo2.times().all()).isEqualTo(seconds(60));
    }
}
