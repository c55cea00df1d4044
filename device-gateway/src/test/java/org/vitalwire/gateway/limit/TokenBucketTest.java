package org.vitalwire.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long START = -5_000 * MILLISECOND;

    @Test
    void aBurstIsTakenAtOnceAndThenOneEachTick() {
        TokenBucket bucket = new TokenBucket(100, 3, START);

        assertThat(bucket.tryTake(START)).isTrue();
        assertThat(bucket.tryTake(START)).isTrue();
        assertThat(bucket.tryTake(START)).isTrue();
        assertThat(bucket.tryTake(START)).isFalse();
        assertThat(bucket.tryTake(START + 9 * MILLISECOND)).isFalse();
        assertThat(bucket.tryTake(START + 10 * MILLISECOND)).isTrue();
        assertThat(bucket.tryTake(START + 10 * MILLISECOND)).isFalse();
    }

    @Test
    void whatIsTakenAnywayIsADebtThatTimePaysOff() {
        TokenBucket bucket = new TokenBucket(100, 2, START);

        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START)).isZero();
        assertThat(bucket.take(START)).isEqualTo(10 * MILLISECOND);
        assertThat(bucket.take(START)).isEqualTo(20 * MILLISECOND);
        assertThat(bucket.take(START + 30 * MILLISECOND)).isZero();
        assertThat(bucket.take(START + 30 * MILLISECOND)).isEqualTo(10 * MILLISECOND);
    }

    @Test
    void restingSavesNoMoreThanABurst() {
        TokenBucket bucket = new TokenBucket(1_000, 2, START);
        long later = START + 3_600_000 * MILLISECOND;

        assertThat(bucket.tryTake(later)).isTrue();
        assertThat(bucket.tryTake(later)).isTrue();
        assertThat(bucket.tryTake(later)).isFalse();
    }

    @Test
    void aClockThatStandsOrGoesBackGivesNothing() {
        TokenBucket bucket = new TokenBucket(1_000, 1, START);

        assertThat(bucket.tryTake(START)).isTrue();
        assertThat(bucket.tryTake(START - 1_000 * MILLISECOND)).isFalse();
    }

    @Test
    void overTimeItIsTheRateWhateverTheSteps() {
        TokenBucket bucket = new TokenBucket(333, 2, START);
        int taken = 0;
        for (long at = START; at < START + 10_000 * MILLISECOND; at += 777_777) {
            if (bucket.tryTake(at)) {
                taken++;
            }
        }

        assertThat(taken).isBetween(3_329, 3_332);
    }

    @Test
    void aBucketWithoutRateOrRoomIsNone() {
        assertThatThrownBy(() -> new TokenBucket(0, 1, START))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenBucket(1, 0, START))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
