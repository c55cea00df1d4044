package org.vitalwire.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;

class ClockJudgementTest {

    private static final long NOW = micros("2026-11-22T10:00:00Z");

    private final ClockJudgement clocks =
            new ClockJudgement(
                    new ClockSettings(
                            Duration.ofSeconds(60), Duration.ofMinutes(2), Duration.ofSeconds(2)));

    @Test
    void aClockBefore2000WasNeverSet() {
        assertThat(clocks.fault(micros("1999-12-31T23:59:59.999999Z"), NOW))
                .isEqualTo(FailureCode.CLOCK_NOT_SET);
        assertThat(clocks.fault(0, NOW)).isEqualTo(FailureCode.CLOCK_NOT_SET);
        assertThat(clocks.fault(micros("2000-01-01T00:00:00Z"), NOW)).isNull();
    }

    @Test
    void moreThanAMinuteAheadIsTheFuture() {
        assertThat(clocks.fault(NOW + 60_000_000, NOW)).isNull();
        assertThat(clocks.fault(NOW + 60_000_001, NOW)).isEqualTo(FailureCode.FUTURE_TIME);
    }

    @Test
    void olderThanTheHorizonIsBackfill() {
        assertThat(clocks.lane(NOW - 120_000_000, NOW)).isEqualTo(Lane.LIVE);
        assertThat(clocks.lane(NOW - 120_000_001, NOW)).isEqualTo(Lane.BACKFILL);
        assertThat(clocks.lane(NOW + 1, NOW)).isEqualTo(Lane.LIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "2000, false, SYNCHRONISED",
        "-2000, true, SYNCHRONISED",
        "2001, false, OFFSET",
        "2001, true, UNKNOWN",
        "-2001, false, OFFSET",
        "-2001, true, OFFSET",
        "120000, false, OFFSET",
        "120001, false, UNKNOWN"
    })
    void aLateReadingTellsOfTheClockOnlyIfItCannotHaveWaited(
            long behindMillis, boolean waited, ClockQuality quality) {
        assertThat(clocks.quality(NOW - behindMillis * 1_000, NOW, waited)).isEqualTo(quality);
    }

    private static long micros(String instant) {
        Instant parsed = Instant.parse(instant);
        return parsed.getEpochSecond() * 1_000_000 + parsed.getNano() / 1_000;
    }
}
