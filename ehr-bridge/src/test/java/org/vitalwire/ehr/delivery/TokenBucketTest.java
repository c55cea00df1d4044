package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void aSecondsWorthGoesAtOnceAndTheRestInItsTurn() {
        TokenBucket bucket = new TokenBucket(4);

        assertThat(IntStream.range(0, 8).mapToObj(i -> bucket.take(NOW).toMillis()))
                .containsExactly(0L, 0L, 0L, 0L, 250L, 500L, 750L, 1000L);
    }

    @Test
    void overALongTimeTheRateIsKept() {
        TokenBucket bucket = new TokenBucket(10);
        Instant time = NOW;
        for (int i = 0; i < 1000; i++) {
            time = time.plus(bucket.take(time));
        }

        assertThat(Duration.between(NOW, time)).isEqualTo(Duration.ofSeconds(99));
    }

    @Test
    void lessThanOneASecondIsOneAtATime() {
        TokenBucket bucket = new TokenBucket(0.5);

        assertThat(bucket.take(NOW)).isZero();
        assertThat(bucket.take(NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(bucket.take(NOW.plusSeconds(4))).isZero();
    }

    @Test
    void aClockThatIsSetBackStopsNobody() {
        TokenBucket bucket = new TokenBucket(4);
        IntStream.range(0, 4).forEach(i -> bucket.take(NOW));

        assertThat(bucket.take(NOW.minus(Duration.ofDays(1)))).isZero();
    }
}
