package org.vitalwire.ingest.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ingest.statistics.ScoreTime.Times;

class ScoreTimeTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));

    private final ScoreTime five = new ScoreTime(5, NOON, ONE);

    /** One parameter that gives 3 at most and one that gives 7, each with its end. */
    private static Score score(Instant at, int small, Duration until, int large, Duration largeTo) {
        return new Score(
                "news2",
                new PatientId("p"),
                at,
                1,
                List.of(component(at, 3, small, until), component(at, 7, large, largeTo)),
                false,
                false,
                "m");
    }

    private static Score.Component component(Instant at, int most, int points, Duration valid) {
        return new Score.Component(
                "c" + most, most, Optional.of(new Score.Input(1, points, at, at.plus(valid), "m")));
    }

    private static Score lasting(Instant at, int small, int large) {
        return score(at, small, Duration.ofHours(9), large, Duration.ofHours(9));
    }

    @Test
    void aScoreStandsUntilTheNextOne() {
        five.add(lasting(NOON, 2, 3));
        five.add(lasting(NOON.plusSeconds(600), 0, 1));
        assertThat(five.times())
                .isEqualTo(new Times(Duration.ofHours(1), Duration.ofMinutes(10), 5));
    }

    @Test
    void whatBeganBeforeCountsFromTheStartAskedFor() {
        five.add(lasting(NOON.minusSeconds(7_200), 3, 6));
        five.add(lasting(NOON.minusSeconds(3_600), 3, 4));
        five.add(lasting(NOON.plusSeconds(60), 0, 0));
        assertThat(five.times())
                .isEqualTo(new Times(Duration.ofHours(1), Duration.ofMinutes(1), 7));
    }

    @Test
    void timeInWhichTheInputsAreTooOldDecidesNothing() {
        // 3 + 3; after 10 minutes 0..3 + 3 (5 is in question), after 20 nothing is known.
        five.add(score(NOON, 3, Duration.ofMinutes(10), 3, Duration.ofMinutes(20)));
        assertThat(five.times())
                .isEqualTo(new Times(Duration.ofMinutes(10), Duration.ofMinutes(10), 6));
    }

    @Test
    void whatIsKnownIsEnoughWhereItDecides() {
        // 7 alone is at least 5; 0 with at most 3 more is not.
        five.add(score(NOON, 0, Duration.ofMinutes(1), 7, Duration.ofMinutes(10)));
        five.add(
                score(
                        NOON.plus(Duration.ofMinutes(30)),
                        0,
                        Duration.ofMinutes(1),
                        0,
                        Duration.ofMinutes(10)));
        assertThat(five.times())
                .isEqualTo(new Times(Duration.ofMinutes(20), Duration.ofMinutes(10), 7));
    }

    @Test
    void ofOneTimeTheScoreMadeLastCounts() {
        five.add(lasting(NOON, 3, 7));
        five.add(lasting(NOON, 0, 0));
        assertThat(five.times()).isEqualTo(new Times(Duration.ofHours(1), Duration.ZERO, 0));
    }

    @Test
    void noScoreIsNoTime() {
        assertThat(five.times()).isEqualTo(new Times(Duration.ZERO, Duration.ZERO, null));
    }
}
