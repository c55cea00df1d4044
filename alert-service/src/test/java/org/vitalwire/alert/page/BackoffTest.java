package org.vitalwire.alert.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    @RepeatedTest(20)
    void pausesDoubleUpToTheLongest() {
        assertThat(backoff.pauseAfter(1, Duration.ZERO))
                .isBetween(Duration.ofMillis(800), Duration.ofMillis(1_200));
        assertThat(backoff.pauseAfter(3, Duration.ZERO))
                .isBetween(Duration.ofMillis(3_200), Duration.ofMillis(4_800));
        assertThat(backoff.pauseAfter(1_000_000, Duration.ZERO))
                .isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
    }

    @Test
    void channelMayAskForMoreButNotForSoMuchThatNobodyIsTold() {
        assertThat(backoff.pauseAfter(1, Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
        assertThat(backoff.pauseAfter(1, Duration.ofDays(1))).isEqualTo(Backoff.LONGEST_ASKED);
        assertThat(backoff.bound()).isGreaterThanOrEqualTo(Backoff.LONGEST_ASKED);
    }
}
