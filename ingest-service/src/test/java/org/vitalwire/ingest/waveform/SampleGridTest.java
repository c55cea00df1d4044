package org.vitalwire.ingest.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleGridTest {

    private static final long YEAR_2000 = 946_684_800_000_000L;
    private static final long YEAR_2100 = 4_102_444_800_000_000L;

    @Test
    void aSampleIsTheNearestOneAndEveryOneLiesInItsWindow() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            SampleGrid grid =
                    new SampleGrid(1_000 + random.nextInt(499_001), random.nextBoolean() ? 1 : 10);
            long micros = random.nextLong(YEAR_2000, YEAR_2100);
            long index = grid.indexAt(micros);

            assertThat(index).isEqualTo(exactIndex(micros, grid.rateMillihertz()));
            long window = grid.windowOf(index);
            assertThat(index).isBetween(grid.firstOf(window), grid.firstOf(window + 1) - 1);
            assertThat(grid.windowOf(grid.firstOf(window))).isEqualTo(window);
            assertThat(grid.windowOf(grid.firstOf(window) - 1)).isEqualTo(window - 1);
            assertThat(grid.windowAt(grid.windowMicros(window))).isEqualTo(window);
            // There and back again.
            assertThat(grid.indexAt(grid.micros(index))).isEqualTo(index);
            assertThat(Math.abs(grid.micros(index) - micros))
                    .isLessThanOrEqualTo(500_000_000L / grid.rateMillihertz() + 1);
        }
    }

    @Test
    void windowsOfAnOddRateDifferByASampleAtMost() {
        SampleGrid grid = new SampleGrid(62_475, 10);
        for (long window = 170_000_000; window < 170_000_100; window++) {
            assertThat(grid.lengthOf(window)).isBetween(624, 625);
        }
    }

    private static long exactIndex(long micros, int rate) {
        return BigDecimal.valueOf(micros)
                .multiply(BigDecimal.valueOf(rate))
                .divide(BigDecimal.valueOf(1_000_000_000L))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
