package org.vitalwire.alert.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.operations.ReaderProgress.Offsets;
import org.vitalwire.alert.operations.ReaderProgress.Pace;
import org.vitalwire.alert.operations.ReaderProgress.Reader;

/** Stalled after five minutes without progress, behind with more than 100 records. */
class ReaderProgressTest {

    private static final Reader READER = new Reader("alert", "findings.v1");

    private final ReaderProgress progress = new ReaderProgress(Duration.ofMinutes(5), 100);

    @Test
    void whoHasReadAllMayStandStill() {
        for (int minute = 0; minute < 60; minute++) {
            assertThat(look(minute, 500, 500)).isEqualTo(Pace.KEEPS_UP);
        }
        assertThat(look(60, 500, 501))
                .as("the first record after a quiet hour")
                .isEqualTo(Pace.KEEPS_UP);
    }

    @Test
    void whoReadsNothingWhileSomethingWaitsIsStalled() {
        look(0, 500, 500);
        assertThat(look(1, 500, 501)).isEqualTo(Pace.KEEPS_UP);
        assertThat(look(5, 500, 503)).isEqualTo(Pace.KEEPS_UP);
        assertThat(look(6, 500, 504)).isEqualTo(Pace.STALLED);
        assertThat(look(7, 504, 505)).as("it reads again").isEqualTo(Pace.KEEPS_UP);
    }

    @Test
    void whoIsFarBehindForAMinuteIsBehindAlthoughTheyRead() {
        assertThat(look(0, 0, 1000)).isEqualTo(Pace.KEEPS_UP);
        assertThat(look(1, 10, 1000)).isEqualTo(Pace.BEHIND);
        assertThat(look(2, 20, 1000)).isEqualTo(Pace.BEHIND);
        assertThat(look(3, 950, 1000)).isEqualTo(Pace.KEEPS_UP);
    }

    @Test
    void aGroupThatIsGoneIsForgotten() {
        look(0, 500, 501);
        assertThat(progress.look(Map.of(), Duration.ofMinutes(1).toNanos())).isEmpty();
        assertThat(look(10, 500, 501)).isEqualTo(Pace.KEEPS_UP);
    }

    private Pace look(int minute, long read, long end) {
        return progress.look(
                        Map.of(READER, new Offsets(read, end)),
                        Duration.ofMinutes(minute).toNanos())
                .getOrDefault(READER, Pace.KEEPS_UP);
    }
}
