package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpansTest {

    private static final int END = 600;

    private static Spans random(Random random, int step) {
        List<Long> starts = new ArrayList<>();
        for (long at = 0; at < END; at += step) {
            if (random.nextInt(4) == 0) {
                starts.add(at);
            }
        }
        return Spans.ofSteps(starts, step);
    }

    private static BitSet bits(Spans spans) {
        BitSet bits = new BitSet();
        for (Spans.Span span : spans.list()) {
            assertThat(span.from()).isLessThan(span.to());
            assertThat(bits.get((int) span.from(), (int) span.to()).isEmpty()).isTrue();
            bits.set((int) span.from(), (int) span.to());
        }
        return bits;
    }

    @Test
    void differenceIsThatOfTheSets() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            Spans a = random(random, 1 + random.nextInt(20));
            Spans b = random(random, 1 + random.nextInt(20));
            BitSet expected = bits(a);
            expected.andNot(bits(b));
            assertThat(bits(a.minus(b))).isEqualTo(expected);
        }
    }

    @Test
    void coarsenedCoversTheSameAndHasNoMoreThanAsked() {
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            Spans spans = random(random, 1 + random.nextInt(20));
            Spans coarse = spans.coarsened(3);
            assertThat(coarse.list()).hasSizeLessThanOrEqualTo(3);
            BitSet left = bits(spans);
            left.andNot(bits(coarse));
            assertThat(left.isEmpty()).isTrue();
        }
    }

    @Test
    void alignedKeepsWholeStepsOnly() {
        assertThat(Spans.of(5, 61).aligned(10)).isEqualTo(Spans.of(10, 60));
        assertThat(Spans.of(-25, 5).aligned(10)).isEqualTo(Spans.of(-20, 0));
        assertThat(Spans.of(11, 19).aligned(10)).isEqualTo(Spans.NONE);
    }

    @Test
    void aPlanReadsEachInstantFromOnePlace() {
        Random random = new Random(3);
        long minute = Grain.MINUTE.micros();
        long hour = Grain.HOUR.micros();
        for (int round = 0; round < 200; round++) {
            long from = random.nextLong(3 * hour);
            Spans wanted = Spans.of(from, from + 1 + random.nextLong(9 * hour));
            Spans badHours = steps(random, hour, 12);
            Spans badMinutes = steps(random, minute, 720);
            Spans hours = RollUpPlan.hours(wanted, badHours);
            RollUpPlan plan = RollUpPlan.of(wanted, hours, badMinutes);

            assertThat(length(plan.raw()) + length(plan.minutes()) + length(plan.hours()))
                    .isEqualTo(length(wanted));
            assertThat(length(wanted.minus(plan.raw()).minus(plan.minutes()).minus(plan.hours())))
                    .isZero();
            assertThat(plan.hours().aligned(hour)).isEqualTo(plan.hours());
            assertThat(plan.minutes().aligned(minute)).isEqualTo(plan.minutes());
            assertThat(plan.hours().minus(badHours)).isEqualTo(plan.hours());
            assertThat(plan.minutes().minus(badMinutes)).isEqualTo(plan.minutes());
        }
    }

    private static Spans steps(Random random, long step, int count) {
        List<Long> starts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            if (random.nextInt(8) == 0) {
                starts.add(i * step);
            }
        }
        return Spans.ofSteps(starts, step);
    }

    private static long length(Spans spans) {
        return spans.list().stream().mapToLong(span -> span.to() - span.from()).sum();
    }

    @Test
    void bucketsOfWholeHoursAndMinutesComeFromRollUps() {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        assertThat(Grain.of(noon, Duration.ofHours(3))).isEqualTo(Grain.HOUR);
        assertThat(Grain.of(noon, Duration.ofMinutes(90))).isEqualTo(Grain.MINUTE);
        assertThat(Grain.of(noon.plusSeconds(60), Duration.ofHours(3))).isEqualTo(Grain.MINUTE);
        assertThat(Grain.of(noon.plusSeconds(1), Duration.ofHours(3))).isEqualTo(Grain.RAW);
        assertThat(Grain.of(noon, Duration.ofSeconds(90))).isEqualTo(Grain.RAW);
        assertThat(Grain.HOUR.floor(noon.plusSeconds(3_599))).isEqualTo(noon);
    }
}
