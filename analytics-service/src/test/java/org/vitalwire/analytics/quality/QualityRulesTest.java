package org.vitalwire.analytics.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.contracts.vitals.VitalSign;

class QualityRulesTest {

    @Test
    void eachShippedRuleSaysWhereItsNumbersComeFrom() {
        QualityRules shipped = QualityRulesReader.shipped();
        assertThat(shipped.signs()).allMatch(rule -> !rule.source().isBlank());
        assertThat(shipped.signs())
                .allMatch(rule -> rule.sign().entry().isPlausible(rule.usualLow()))
                .allMatch(rule -> rule.sign().entry().isPlausible(rule.usualHigh()));
    }

    @Test
    void cuffsHaveNoRateOfChangeAsMinutesAndHoursLieBetweenTwoMeasurements() {
        assertThat(QualityRulesReader.shipped().signs())
                .noneMatch(rule -> rule.sign() == VitalSign.SYSTOLIC_PRESSURE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"heart-rate\"|\"hart-rate\"|hart-rate",
                "\"sign\": \"pulse-rate\"|\"sign\": \"heart-rate\"|heart-rate has more than one",
                "\"step\": 25|\"step\": 0|heart-rate: step",
                "\"usualLow\": 50|\"usualLow\": 500|heart-rate: usualLow",
                "\"believeAfter\": \"PT60S\"|\"believeAfter\": \"PT0S\"|believeAfter",
                "\"samples\": 30|\"samples\": 1000|flatLine.samples",
                "\"samples\": 30|\"samples\": 30, \"more\": 1|more",
                "\"leastPulsePressure\": 10,||leastPulsePressure"
            })
    void ruleThatIsNotSoundIsRefusedByTheNameOfItsField(String from, String to, String named)
            throws IOException {
        String json = shipped().replaceFirst(from, to == null ? "" : to);
        assertThat(json).isNotEqualTo(shipped());
        assertThatThrownBy(() -> QualityRulesReader.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static String shipped() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        QualityRules.class.getResourceAsStream("quality-rules.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
