package org.vitalwire.ehr.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignStatisticsTest {

    /** Standard deviation 2: the textbook's example. */
    private static final SignStatistics EIGHT =
            new SignStatistics(new double[] {9, 2, 4, 4, 4, 5, 5, 7});

    @ParameterizedTest
    @CsvSource({
        "average,5",
        "minimum,2",
        "maximum,9",
        "median,4.5",
        "sum,40",
        "count,8",
        "total-count,8",
        "variance,4",
        "std-dev,2",
        "20-percent,4",
        "80-percent,6.2"
    })
    void valuesAreThoseOfTheTextbook(String code, double expected) {
        assertThat(EIGHT.value(code).orElseThrow()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void ofNothingThereIsOnlyACount() {
        SignStatistics none = new SignStatistics(new double[0]);
        assertThat(none.value("count").orElseThrow()).isZero();
        assertThat(none.value("average")).isEmpty();
        assertThat(SignStatistics.knows("kurtosis")).isFalse();
    }
}
