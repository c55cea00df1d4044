package org.vitalwire.ingest.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.Grain;
import org.vitalwire.ingest.store.SampleStore.Bucket;

class SeriesRequestTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final QuerySettings SETTINGS =
            new QuerySettings(Duration.ofDays(31), Duration.ofDays(400), Duration.ofHours(24));

    @Test
    void defaultsToTheLastDayAtThreeHundredPoints() {
        SeriesRequest request =
                SeriesRequest.of("heart-rate, spo2,spo2", null, null, null, null, NOON, SETTINGS);
        assertThat(request.signs()).containsExactly(VitalSign.HEART_RATE, VitalSign.SPO2);
        assertThat(request.from()).isEqualTo(NOON.minus(Duration.ofHours(24)));
        assertThat(request.to()).isEqualTo(NOON);
        assertThat(request.points()).isEqualTo(300);
        assertThat(request.bucketWidth()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void bucketsAreNeverMoreThanThePoints() {
        for (int points : new int[] {1, 3, 7, 300, 4_999, 5_000}) {
            SeriesRequest request =
                    SeriesRequest.of(
                            "spo2",
                            "2026-11-22T11:59:59.999Z",
                            null,
                            Integer.toString(points),
                            null,
                            NOON,
                            SETTINGS);
            long width = request.bucketWidth().toNanos();
            assertThat(Math.ceilDiv(Duration.ofMillis(1).toNanos(), width))
                    .isLessThanOrEqualTo(points);
        }
    }

    @Test
    void bucketsThatAllowItAreWholeMinutesOrHoursAndNeverMoreThanThePoints() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            Instant from = NOON.minusMillis(1 + random.nextLong(31L * 86_400_000));
            int points = 1 + random.nextInt(SeriesRequest.MOST_POINTS);
            SeriesRequest request =
                    SeriesRequest.of(
                            "spo2",
                            from.toString(),
                            null,
                            Integer.toString(points),
                            null,
                            NOON,
                            SETTINGS);
            assertThat(request.origin()).isBeforeOrEqualTo(from);
            assertThat(Grain.of(request.origin(), request.bucketWidth()))
                    .isGreaterThanOrEqualTo(request.grain());
            assertThat(
                            Math.ceilDiv(
                                    Duration.between(request.origin(), NOON).toNanos(),
                                    request.bucketWidth().toNanos()))
                    .isLessThanOrEqualTo(points);
        }
    }

    @Test
    void offsetsOfTimeAreUnderstoodEvenWithABlankForThePlus() {
        SeriesRequest request =
                SeriesRequest.of(
                        "spo2", "2026-11-22T12:00:00 01:00", null, null, null, NOON, SETTINGS);
        assertThat(request.from()).isEqualTo("2026-11-22T11:00:00Z");
    }

    @Test
    void bucketsMayBeOfAYearAndShapesOfAMonth() {
        String year = NOON.minus(Duration.ofDays(365)).toString();
        SeriesRequest buckets =
                SeriesRequest.of("spo2", year, null, null, "buckets", NOON, SETTINGS);
        assertThat(buckets.method()).isEqualTo(SeriesRequest.Method.BUCKETS);
        assertThatThrownBy(() -> SeriesRequest.of("spo2", year, null, null, "lttb", NOON, SETTINGS))
                .hasMessageContaining("31 days");
        assertThatThrownBy(() -> SeriesRequest.of("spo2", null, null, null, "mean", NOON, SETTINGS))
                .hasMessageContaining("'method'");
    }

    @Test
    void aBucketWithNothingTrustworthyHasNoValueButTellsWhy() {
        SeriesAnswer.Point point =
                SeriesAnswer.Point.of(
                        VitalSign.HEART_RATE,
                        new Bucket(NOON, true, 0, 0, 0, 0, 3, 0b101, 0, false));
        assertThat(point.value()).isNull();
        assertThat(point.n()).isZero();
        assertThat(point.flags()).containsExactly("implausible", "artefact");
    }

    @Test
    void ofConsciousnessTheWorstIsShown() {
        SeriesAnswer.Point point =
                SeriesAnswer.Point.of(
                        VitalSign.CONSCIOUSNESS,
                        new Bucket(NOON, false, 0.4, 0, 2, 5, 5, 0, 1, false));
        assertThat(point.value()).isEqualTo("V");
        assertThat(point.min()).isEqualTo("A");
    }

    @Test
    void meansAreOneDigitFinerThanValues() {
        SeriesAnswer.Point point =
                SeriesAnswer.Point.of(
                        VitalSign.TEMPERATURE,
                        new Bucket(NOON, false, 36.86666, 36.8, 37, 3, 3, 0, 36.8, true));
        assertThat(point.value()).hasToString("36.87");
        assertThat(point.max()).hasToString("37.0");
    }
}
