package org.vitalwire.ingest.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.ingest.completeness.SignCompleteness.Gap;
import org.vitalwire.ingest.completeness.SignCompleteness.Report;

class SignCompletenessTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));

    private final SignCompleteness sign = new SignCompleteness(NOON, ONE);

    private void measure(int first, int end, int every) {
        for (int second = first; second < end; second += every) {
            sign.add(NOON.plusSeconds(second), 0, false);
        }
    }

    @Test
    void everySecondOfAnHourIsComplete() {
        measure(0, 3_600, 1);
        Report report = sign.report();
        assertThat(report.usualEverySeconds()).isEqualTo(1.0);
        assertThat(report.values()).isEqualTo(3_600);
        assertThat(report.coveredFraction()).isEqualTo(1);
        assertThat(report.gaps()).isEmpty();
    }

    @Test
    void aPauseOfTwoMinutesIsNoGapAndOneSecondMoreIs() {
        measure(0, 600, 1);
        measure(719, 1_200, 1);
        measure(1_320, 3_600, 1);
        Report report = sign.report();
        assertThat(report.gaps())
                .containsExactly(new Gap(NOON.plusSeconds(1_199), NOON.plusSeconds(1_320)));
        assertThat(report.coveredFraction()).isEqualTo(0.966389);
    }

    @Test
    void aCuffEveryFifteenMinutesHasNoGapsUntilItMissesThree() {
        SignCompleteness cuff = new SignCompleteness(NOON, NOON.plus(Duration.ofHours(6)));
        for (int quarter : new int[] {0, 1, 2, 3, 6, 7, 8, 12, 13, 14, 15, 16, 17, 18, 21}) {
            cuff.add(NOON.plus(Duration.ofMinutes(15L * quarter)), 0, false);
        }
        Report report = cuff.report();
        assertThat(report.usualEverySeconds()).isEqualTo(900.0);
        assertThat(report.gaps())
                .containsExactly(
                        new Gap(NOON.plus(Duration.ofHours(2)), NOON.plus(Duration.ofHours(3))));
    }

    @Test
    void theEndsOfTheTimeAskedForCountAsWell() {
        measure(1_000, 2_000, 1);
        Report report = sign.report();
        assertThat(report.gaps())
                .containsExactly(
                        new Gap(NOON, NOON.plusSeconds(1_000)),
                        new Gap(NOON.plusSeconds(1_999), ONE));
        assertThat(report.gapsTotal()).isEqualTo(2);
    }

    @Test
    void nothingMeasuredIsOneGapAndNothingCovered() {
        Report report = sign.report();
        assertThat(report.usualEverySeconds()).isNull();
        assertThat(report.coveredFraction()).isZero();
        assertThat(report.gaps()).containsExactly(new Gap(NOON, ONE));
    }

    @Test
    void nothingMeasuredInAMomentIsNotCoveredEither() {
        SignCompleteness moment = new SignCompleteness(NOON, NOON.plusSeconds(5));
        assertThat(moment.report().coveredFraction()).isZero();
        assertThat(moment.report().gaps()).isEmpty();
    }

    @Test
    void flaggedAndLateValuesAreCounted() {
        sign.add(NOON, 1, false);
        sign.add(NOON.plusSeconds(1), 0, true);
        Report report = sign.report();
        assertThat(report.values()).isEqualTo(2);
        assertThat(report.flagged()).isEqualTo(1);
        assertThat(report.backfilled()).isEqualTo(1);
    }

    @Test
    void ofManyGapsTheLongestAreToldInTheOrderOfTime() {
        SignCompleteness weeks = new SignCompleteness(NOON, NOON.plus(Duration.ofDays(31)));
        Instant time = NOON;
        int gaps = 0;
        while (gaps < 1_200) {
            for (int second = 0; second < 10; second++) {
                weeks.add(time.plusSeconds(second), 0, false);
            }
            gaps++;
            time = time.plusSeconds(130 + gaps);
        }
        Report report = weeks.report();
        assertThat(report.gapsTotal()).isEqualTo(1_200);
        assertThat(report.gaps()).hasSize(SignCompleteness.MOST_GAPS);
        assertThat(report.gaps()).isSortedAccordingTo((a, b) -> a.from().compareTo(b.from()));
        assertThat(report.gaps().getFirst().length()).isEqualTo(Duration.ofSeconds(130 + 201 - 9));
    }

    @Test
    void theUsualDistanceIsTheMedianAlsoBeyondAMinute() {
        Distances distances = new Distances();
        assertThat(distances.usual()).isEmpty();
        distances.add(Duration.ofMillis(250));
        distances.add(Duration.ZERO);
        assertThat(distances.usual()).isEqualTo(Optional.of(Duration.ofMillis(250)));
        distances.add(Duration.ofHours(4));
        distances.add(Duration.ofHours(4));
        assertThat(distances.usual()).isEqualTo(Optional.of(Duration.ofHours(4)));
        assertThat(distances.longestWithoutGap()).isEqualTo(Duration.ofHours(12));
        distances.add(Duration.ofMillis(59_999));
        distances.add(Duration.ofMinutes(1));
        assertThat(distances.usual()).isEqualTo(Optional.of(Duration.ofMinutes(1)));
    }
}
