package org.vitalwire.analytics.news2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.contracts.event.NewsRisk;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;

/** Vectors from standards.md 1.1 (executed against a reference), and what the chart leaves open. */
class News2Test {

    private static final long MINUTE = 60_000_000L;

    @ParameterizedTest
    @CsvSource({
        "16,   97,   air, 120,   70,   A, 37.0,  1, 0 0 0 0 0 0 0, 0,  LOW",
        "22,   94,   O2,  105,   115,  A, 38.4,  1, 2 1 2 1 2 0 1, 9,  HIGH",
        "25,   91,   O2,  90,    131,  C, 35.0,  1, 3 3 2 3 3 3 3, 20, HIGH",
        "12,   96,   air, 111,   51,   A, 36.1,  1, 0 0 0 0 0 0 0, 0,  LOW",
        "20,   90,   O2,  120,   80,   A, 37.0,  1, 0 3 2 0 0 0 0, 5,  MEDIUM",
        "20,   90,   O2,  120,   80,   A, 37.0,  2, 0 0 2 0 0 0 0, 2,  LOW",
        "20,   97,   O2,  120,   80,   A, 37.0,  2, 0 3 2 0 0 0 0, 5,  MEDIUM",
        "20,   97,   air, 120,   80,   A, 37.0,  2, 0 0 0 0 0 0 0, 0,  LOW",
        "20,   93,   O2,  120,   80,   A, 37.0,  2, 0 1 2 0 0 0 0, 3,  LOW",
        "8,    83,   O2,  220,   40,   U, 39.1,  2, 3 3 2 3 3 3 2, 19, HIGH",
        "16,   97,   air, 120,   70,   V, 37.0,  1, 0 0 0 0 0 3 0, 3,  LOW_MEDIUM",
        "20.4, 95.5, air, 110.4, 90.5, A, 38.04, 1, 0 0 0 1 1 0 0, 2,  LOW",
    })
    void scoresAsThePublishedTable(
            double rate,
            double spo2,
            String gas,
            double systolic,
            double pulse,
            String acvpu,
            double temperature,
            int scale,
            String points,
            int total,
            NewsRisk risk) {
        Scored scored =
                Vectors.NEWS2.score(
                        Vectors.inputs(
                                rate, spo2, gas.equals("O2"), systolic, pulse, acvpu, temperature),
                        scale,
                        1);
        List<Integer> expected =
                points.chars().filter(Character::isDigit).mapToObj(c -> c - '0').toList();
        List<Integer> actual =
                Arrays.stream(Parameter.values()).map(p -> Vectors.points(scored, p)).toList();
        assertThat(actual).isEqualTo(expected);
        assertThat(scored.lowerBound()).isEqualTo(total);
        assertThat(scored.risk()).isEqualTo(risk);
        assertThat(scored.isComplete()).isTrue();
    }

    @Test
    void everyValueOfEveryParameterHasExactlyOneBand() {
        for (int rate = 0; rate <= 120; rate++) {
            assertThat(points(Parameter.RESPIRATORY_RATE, rate)).isBetween(0, 3);
        }
        for (int pressure = 20; pressure <= 350; pressure++) {
            assertThat(points(Parameter.SYSTOLIC_PRESSURE, pressure)).isBetween(0, 3);
        }
        for (int pulse = 0; pulse <= 350; pulse++) {
            assertThat(points(Parameter.PULSE, pulse)).isBetween(0, 3);
        }
        for (int tenths = 240; tenths <= 450; tenths++) {
            assertThat(points(Parameter.TEMPERATURE, tenths / 10.0)).isBetween(0, 3);
        }
    }

    @Test
    void missingInputLeavesOnlyBounds() {
        Inputs inputs = new Inputs();
        Vectors.put(inputs, VitalSign.RESPIRATORY_RATE, 26);
        Vectors.put(inputs, VitalSign.SPO2, 93);
        Scored scored = Vectors.NEWS2.score(inputs, 1, 1);

        assertThat(scored.isComplete()).isFalse();
        assertThat(scored.missing()).isEqualTo(5);
        Score.Assessment worth = assess(scored);
        assertThat(worth.total()).isEmpty();
        assertThat(worth.lowerBound()).isEqualTo(5);
        assertThat(worth.upperBound()).isEqualTo(5 + 2 + 3 + 3 + 3 + 3);
        assertThat(worth.missing())
                .containsExactly(
                        "oxygen", "systolic-pressure", "pulse", "consciousness", "temperature");
        assertThat(scored.explain())
                .isEqualTo(
                        "at least 5: respiratory rate 26 /min (3), SpO2 93 % (2); not known:"
                                + " oxygen, systolic pressure, pulse, consciousness, temperature");
    }

    @Test
    void staleInputIsMissing() {
        Inputs inputs = Vectors.inputs(16, 97, false, 120, 70, "A", 37);
        assertThat(Vectors.NEWS2.score(inputs, 1, 5 * MINUTE - 1).isComplete()).isTrue();
        Scored later = Vectors.NEWS2.score(inputs, 1, 5 * MINUTE);
        assertThat(later.missing()).isEqualTo(6);
        assertThat(Vectors.points(later, Parameter.TEMPERATURE)).isZero();
        assertThat(Vectors.NEWS2.scoreLenient(inputs, 1, 5 * MINUTE).isComplete()).isTrue();
        assertThat(Vectors.NEWS2.scoreLenient(inputs, 1, 10 * MINUTE).isComplete()).isFalse();
    }

    @Test
    void oxygenIsNeitherAssumedNorRuledOut() {
        assertThat(oxygen(-1, -1)).isEqualTo(-1);
        assertThat(oxygen(0, -1)).isZero();
        assertThat(oxygen(0.5, -1)).isEqualTo(2);
        assertThat(oxygen(-1, 21)).isZero();
        assertThat(oxygen(-1, 20.9)).isZero();
        assertThat(oxygen(-1, 28)).isEqualTo(2);
        assertThat(oxygen(0, 40)).isEqualTo(2);
        assertThat(oxygen(3, 21)).isEqualTo(2);
    }

    @Test
    void sourceThatWentSilentNoLongerClaimsOxygen() {
        Map<Slot, Duration> fresh = new EnumMap<>(Vectors.FRESH);
        fresh.put(Slot.OXYGEN_FLOW, Duration.ofHours(4));
        fresh.put(Slot.FIO2, Duration.ofHours(4));
        News2 news2 = new News2(News2Table.published(), new Freshness(fresh));
        Inputs inputs = new Inputs();
        Vectors.put(inputs, VitalSign.FIO2, 40, 0);
        Vectors.put(inputs, VitalSign.OXYGEN_FLOW, 0, 10 * MINUTE);
        assertThat(Vectors.points(news2.score(inputs, 1, 10 * MINUTE), Parameter.OXYGEN))
                .isEqualTo(2);
        Vectors.put(inputs, VitalSign.OXYGEN_FLOW, 0, 16 * MINUTE);
        assertThat(Vectors.points(news2.score(inputs, 1, 16 * MINUTE), Parameter.OXYGEN)).isZero();
    }

    @Test
    void scaleTwoCannotScoreHighSaturationWithoutKnowingTheGas() {
        Inputs inputs = new Inputs();
        Vectors.put(inputs, VitalSign.SPO2, 96);
        assertThat(Vectors.NEWS2.score(inputs, 2, 1).part(Parameter.SPO2)).isNull();
        assertThat(Vectors.points(Vectors.NEWS2.score(inputs, 1, 1), Parameter.SPO2)).isZero();
        Vectors.put(inputs, VitalSign.SPO2, 90, 1);
        assertThat(Vectors.points(Vectors.NEWS2.score(inputs, 2, 1), Parameter.SPO2)).isZero();
    }

    @Test
    void ecgAndCuffArePreferred() {
        Inputs inputs = new Inputs();
        Vectors.put(inputs, VitalSign.PULSE_RATE, 140, 10);
        Vectors.put(inputs, VitalSign.INVASIVE_SYSTOLIC_PRESSURE, 85, 10);
        Scored without = Vectors.NEWS2.score(inputs, 1, 11);
        assertThat(Vectors.points(without, Parameter.PULSE)).isEqualTo(3);
        assertThat(Vectors.points(without, Parameter.SYSTOLIC_PRESSURE)).isEqualTo(3);
        Vectors.put(inputs, VitalSign.HEART_RATE, 70, 0);
        Vectors.put(inputs, VitalSign.SYSTOLIC_PRESSURE, 120, 0);
        Scored with = Vectors.NEWS2.score(inputs, 1, 11);
        assertThat(Vectors.points(with, Parameter.PULSE)).isZero();
        assertThat(Vectors.points(with, Parameter.SYSTOLIC_PRESSURE)).isZero();
    }

    @Test
    void newestTemperatureOfAnySiteCounts() {
        Inputs inputs = new Inputs();
        Vectors.put(inputs, VitalSign.TEMPERATURE, 37, 0);
        Vectors.put(inputs, VitalSign.TEMPERATURE_TYMPANIC, 39.5, 5);
        Vectors.put(inputs, VitalSign.TEMPERATURE_AXILLARY, 36.5, 3);
        Scored scored = Vectors.NEWS2.score(inputs, 1, 6);
        assertThat(Vectors.points(scored, Parameter.TEMPERATURE)).isEqualTo(2);
        assertThat(scored.evidence().getFirst().sign()).isEqualTo(VitalSign.TEMPERATURE_TYMPANIC);
    }

    @Test
    void explainsItsArithmetic() {
        Scored scored =
                Vectors.NEWS2.score(Vectors.inputs(22, 94, true, 105, 115, "C", 38.4), 1, 1);
        assertThat(scored.explain())
                .isEqualTo(
                        "total 12: respiratory rate 22 /min (2), SpO2 94 % (1), on oxygen (2),"
                                + " systolic pressure 105 mmHg (1), pulse 115 /min (2),"
                                + " consciousness C (3), temperature 38.4 °C (1)");
    }

    @Test
    void freshnessMustBeGivenForEverySlot() {
        assertThatThrownBy(() -> new Freshness(Map.of()))
                .hasMessageContaining("freshness of respiratory-rate");
    }

    private static int points(Parameter parameter, double value) {
        return News2Table.published()
                .points(parameter, value, 1, News2Table.Gas.ANY)
                .orElseThrow(() -> new AssertionError(parameter + " " + value));
    }

    /** Points, or -1 when missing; a negative argument is absent. */
    private static int oxygen(double flow, double fraction) {
        Inputs inputs = new Inputs();
        if (flow >= 0) {
            Vectors.put(inputs, VitalSign.OXYGEN_FLOW, flow);
        }
        if (fraction >= 0) {
            Vectors.put(inputs, VitalSign.FIO2, VitalSign.FIO2.entry().roundToResolution(fraction));
        }
        Scored.Part part = Vectors.NEWS2.score(inputs, 1, 1).part(Parameter.OXYGEN);
        return part == null ? -1 : part.points();
    }

    private static Score.Assessment assess(Scored scored) {
        return new Score(
                        "news2",
                        new PatientId("p"),
                        Instant.EPOCH,
                        1,
                        scored.components(),
                        false,
                        false,
                        "m")
                .asOf(Instant.EPOCH);
    }
}
