package org.vitalwire.ingest.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Score;

class ShownInputTest {

    @Test
    void aSignIsShownAtChartResolutionWithItsUnit() {
        assertThat(shown("temperature", 36.96, ""))
                .isEqualTo(new ShownInput(number("37.0"), "Cel"));
        assertThat(shown("pulse", 72, "")).isEqualTo(new ShownInput(number("72"), "/min"));
        assertThat(shown("consciousness", 2, "")).isEqualTo(new ShownInput("V", ""));
    }

    @Test
    void theInputGoesBeforeTheNameOfTheComponent() {
        assertThat(shown("oxygen", 2, "oxygen-flow"))
                .isEqualTo(new ShownInput(number("2.0"), "L/min"));
        assertThat(shown("mentation", 0, "consciousness")).isEqualTo(new ShownInput("A", ""));
        assertThat(shown("mentation", 14, "gcs"))
                .isEqualTo(new ShownInput(number("14"), "{score}"));
    }

    @Test
    void oxygenOfNews2IsAWord() {
        assertThat(shown("oxygen", 1, "").value()).isEqualTo("oxygen");
        assertThat(shown("oxygen", 0, "").value()).isEqualTo("air");
    }

    @Test
    void trendsAndRatiosAreNumbers() {
        assertThat(shown("rising", -1.25, "slope:spo2"))
                .isEqualTo(new ShownInput(number("-1.25"), "%/h"));
        assertThat(shown("shock-index", 0.88, "ratio:heart-rate/systolic-pressure"))
                .isEqualTo(new ShownInput(number("0.88"), ""));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static ShownInput shown(String component, double value, String input) {
        Score.Input scored =
                new Score.Input(
                        value,
                        0,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "m",
                        Optional.of(input).filter(name -> !name.isEmpty()));
        return ShownInput.of(new Score.Component(component, 3, Optional.of(scored)), scored);
    }
}
