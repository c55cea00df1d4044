package org.vitalwire.simulator.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeMappingTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LAST = Duration.ofMinutes(61);

    @Test
    void atSpeedOneEveryRowIsLive() {
        TimeMapping time = new TimeMapping(START, 1, FIRST, LAST);

        for (int minute = 1; minute <= 61; minute++) {
            Duration offset = Duration.ofMinutes(minute);
            assertThat(time.measuredAt(offset)).isEqualTo(time.sendAt(offset));
        }
        assertThat(time.sendAt(FIRST)).isEqualTo(START);
        assertThat(time.plannedEnd()).isEqualTo(START.plus(Duration.ofHours(1)));
    }

    @Test
    void fasterTheRecordingEndsAtThePlannedEndAndLiesBeforeIt() {
        TimeMapping time = new TimeMapping(START, 600, FIRST, LAST);

        assertThat(time.plannedEnd()).isEqualTo(START.plusSeconds(6));
        assertThat(time.measuredAt(LAST)).isEqualTo(time.plannedEnd());
        assertThat(time.measuredAt(FIRST)).isEqualTo(time.plannedEnd().minus(Duration.ofHours(1)));
        assertThat(time.sendAt(Duration.ofMinutes(31))).isEqualTo(START.plusSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 7, 60, 600, 100_000})
    void nothingIsMeasuredAfterItIsSentAndIntervalsAreKept(double speed) {
        TimeMapping time = new TimeMapping(START, speed, FIRST, LAST);

        for (int minute = 1; minute <= 61; minute++) {
            Duration offset = Duration.ofMinutes(minute);
            assertThat(time.measuredAt(offset)).isBeforeOrEqualTo(time.sendAt(offset));
            assertThat(Duration.between(time.measuredAt(FIRST), time.measuredAt(offset)))
                    .isEqualTo(offset.minus(FIRST));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.99, Double.NaN, Double.POSITIVE_INFINITY})
    void slowerThanRecordedWouldMeasureTheFuture(double speed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeMapping(START, speed, FIRST, LAST));
    }
}
