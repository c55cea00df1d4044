package org.vitalwire.analytics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class UtilityTest {

    private static final Course ONSET_AT_10 = Course.firstPositiveAt(4);

    @Test
    void theWorkedExampleOfTheOfficialScorerComesOutTheSame() {
        assertThat(Utility.of(ONSET_AT_10, 6, hours(2, 6)))
                .isCloseTo(3.388888888888889, within(1e-12));
    }

    @Test
    void neverAlertingIsZeroAndTheBestWindowIsOne() {
        Utility silent = new Utility();
        silent.add(Course.firstPositiveAt(20), 40, new BitSet());
        silent.add(Course.withoutSepsis(), 40, new BitSet());
        assertThat(silent.normalised()).isZero();

        Utility knowing = new Utility();
        knowing.add(Course.firstPositiveAt(20), 40, hours(14, 30));
        knowing.add(Course.withoutSepsis(), 40, new BitSet());
        assertThat(knowing.normalised()).isCloseTo(1, within(1e-12));
    }

    @Test
    void anAlertWithoutSepsisCostsATwentiethAnHour() {
        assertThat(Utility.of(Course.withoutSepsis(), 40, hours(0, 10)))
                .isCloseTo(-0.5, within(1e-12));
    }

    @Test
    void hoursAfterTheWindowCountForNothing() {
        assertThat(Utility.of(ONSET_AT_10, 100, hours(14, 100)))
                .isEqualTo(Utility.of(ONSET_AT_10, 100, new BitSet()));
    }

    private static BitSet hours(int from, int to) {
        BitSet hours = new BitSet();
        hours.set(from, to);
        return hours;
    }
}
