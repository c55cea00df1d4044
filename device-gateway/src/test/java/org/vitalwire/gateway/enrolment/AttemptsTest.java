package org.vitalwire.gateway.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vitalwire.testkit.MutableClock;

class AttemptsTest {

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final Attempts attempts = new Attempts(2, Duration.ofMinutes(1), clock);

    @Test
    void eachHasSoManyAttemptsInAWindow() {
        assertThat(attempts.admit("a")).isTrue();
        assertThat(attempts.admit("a")).isTrue();
        assertThat(attempts.admit("a")).isFalse();
        assertThat(attempts.admit("b")).isTrue();

        clock.advance(Duration.ofMinutes(1));

        assertThat(attempts.admit("a")).isTrue();
    }

    @Test
    void manyPlacesDoNotFillTheMemory() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(attempts.admit("place-" + i)).isTrue();
        }
        assertThat(attempts.admit("new-1")).isTrue();
        assertThat(attempts.admit("new-2")).isTrue();
        assertThat(attempts.admit("new-3")).isFalse();
    }
}
