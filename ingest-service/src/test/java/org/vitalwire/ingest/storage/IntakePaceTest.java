package org.vitalwire.ingest.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vitalwire.ingest.storage.IntakePace.Count;
import org.vitalwire.ingest.storage.IntakePace.Pace;

class IntakePaceTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final IntakePace pace = new IntakePace();

    private Pace after(int seconds, double rows, double messages, double sum) {
        return pace.add(new Count(NOON.plusSeconds(seconds), rows, messages, sum));
    }

    @Test
    void theFirstLookHasNothingToCompareWith() {
        assertThat(after(0, 5_000, 5_000, 10)).isEqualTo(new Pace(0, null));
    }

    @Test
    void paceIsThatOfTheLastMinuteWhateverWasBefore() {
        after(0, 0, 0, 0);
        for (int second = 10; second <= 600; second += 10) {
            after(second, 100 * second, 200 * second, 20 * second);
        }
        // Ten times as fast for a minute; half a second from receipt to row.
        Pace last = new Pace(0, null);
        for (int second = 10; second <= 60; second += 10) {
            last =
                    after(
                            600 + second,
                            60_000 + 1_000 * second,
                            120_000 + 2_000 * second,
                            12_000 + 1_000 * second);
        }
        assertThat(last).isEqualTo(new Pace(1_000, 0.5));
    }

    @Test
    void duringSilenceNothingIsSaidOfTheLag() {
        after(0, 10, 10, 10);
        assertThat(after(30, 10, 10, 10)).isEqualTo(new Pace(0, null));
    }
}
