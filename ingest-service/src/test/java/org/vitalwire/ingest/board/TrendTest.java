package org.vitalwire.ingest.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Trend trend = new Trend();

    @Test
    void keepsTheNewestValueOfEachHalfMinute() {
        trend.add(NOON, 70);
        trend.add(NOON.plusSeconds(29), 75);
        trend.add(NOON.plusSeconds(10), 99);
        trend.add(NOON.plusSeconds(30), 80);
        assertThat(trend.since(NOON.plusSeconds(31)))
                .containsExactly(
                        new Trend.Point(NOON.plusSeconds(29), 75),
                        new Trend.Point(NOON.plusSeconds(30), 80));
    }

    @Test
    void neverHoldsMoreThanItsPointsNorShowsWhatIsOlderThanItsSpan() {
        for (int second = 0; second < 7_200; second++) {
            trend.add(NOON.plusSeconds(second), second);
        }
        assertThat(trend.since(NOON.plusSeconds(7_200)))
                .hasSizeLessThanOrEqualTo(Trend.MOST_POINTS)
                .allMatch(point -> point.time().isAfter(NOON.plusSeconds(5_400)));
    }

    @Test
    void lateValuesFallIntoTheirPlace() {
        trend.add(NOON.plusSeconds(60), 2);
        trend.add(NOON, 1);
        assertThat(trend.since(NOON.plusSeconds(61)))
                .extracting(Trend.Point::value)
                .containsExactly(1.0, 2.0);
    }
}
