package org.vitalwire.analytics.news2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;

/** The vectors that others published; skipped where ../shared/data is absent. */
class PublishedVectorsTest {

    private static final Map<String, Parameter> SUB_SCORES =
            Map.of(
                    "sub_rr", Parameter.RESPIRATORY_RATE,
                    "sub_spo2", Parameter.SPO2,
                    "sub_o2", Parameter.OXYGEN,
                    "sub_temp", Parameter.TEMPERATURE,
                    "sub_sbp", Parameter.SYSTOLIC_PRESSURE,
                    "sub_pulse", Parameter.PULSE,
                    "sub_acvpu", Parameter.CONSCIOUSNESS);

    @Test
    void agreesWithEveryRowOfTheVectors() {
        List<Map<String, String>> rows = Vectors.rows("news2_vectors.csv");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(13);
        for (Map<String, String> row : rows) {
            // A row that says CVPU means any of the letters.
            for (String letter : letters(cell(row, "acvpu"))) {
                Scored scored = score(row, letter);
                assertThat(scored.isComplete()).isTrue();
                assertThat(scored.lowerBound())
                        .as(cell(row, "case"))
                        .isEqualTo(number(row, "expected_total"));
                if (!cell(row, "expected_risk").isEmpty()) {
                    assertThat(scored.risk().code()).isEqualTo(cell(row, "expected_risk"));
                }
                SUB_SCORES.forEach((column, parameter) -> {
                    if (!cell(row, column).isEmpty()) {
                        assertThat(Vectors.points(scored, parameter))
                                .as(cell(row, "case") + " " + column)
                                .isEqualTo(number(row, column));
                    }
                });
            }
        }
    }

    @Test
    void agreesWithEveryBoundary() {
        List<Map<String, String>> rows = Vectors.rows("news2_boundaries.csv");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(45);
        for (Map<String, String> row : rows) {
            int expected = number(row, "expected_subscore");
            String value = cell(row, "value");
            Inputs inputs = Vectors.inputs(16, 97, false, 120, 70, "A", 37);
            Scored scored =
                    switch (cell(row, "parameter")) {
                        case "acvpu" ->
                                score(Vectors.inputs(16, 97, false, 120, 70, value, 37), row);
                        case "supplemental_o2" ->
                                score(
                                        Vectors.inputs(16, 97, value.equals("1"), 120, 70, "A", 37),
                                        row);
                        default -> score(with(inputs, row, Double.parseDouble(value)), row);
                    };
            assertThat(Vectors.points(scored, parameter(row)))
                    .as(row.toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void disagreesWithThePublishedExampleThatIsWrong() {
        for (Map<String, String> row : Vectors.rows("news2_known_wrong.csv")) {
            Scored scored = score(row, cell(row, "acvpu"));
            assertThat(scored.lowerBound()).isNotEqualTo(number(row, "expected_total"));
            assertThat(scored.lowerBound()).isEqualTo(5);
            assertThat(Vectors.points(scored, Parameter.TEMPERATURE)).isZero();
        }
    }

    private static Inputs with(Inputs inputs, Map<String, String> row, double value) {
        VitalSign sign =
                switch (parameter(row)) {
                    case RESPIRATORY_RATE -> VitalSign.RESPIRATORY_RATE;
                    case SPO2 -> VitalSign.SPO2;
                    case SYSTOLIC_PRESSURE -> VitalSign.SYSTOLIC_PRESSURE;
                    case PULSE -> VitalSign.HEART_RATE;
                    case TEMPERATURE -> VitalSign.TEMPERATURE;
                    case OXYGEN, CONSCIOUSNESS -> throw new AssertionError(row);
                };
        Vectors.put(inputs, sign, value, 1);
        return inputs;
    }

    private static Parameter parameter(Map<String, String> row) {
        return switch (cell(row, "parameter")) {
            case "resp_rate" -> Parameter.RESPIRATORY_RATE;
            case "spo2" -> Parameter.SPO2;
            case "temp_c" -> Parameter.TEMPERATURE;
            case "sbp" -> Parameter.SYSTOLIC_PRESSURE;
            case "pulse" -> Parameter.PULSE;
            case "acvpu" -> Parameter.CONSCIOUSNESS;
            case "supplemental_o2" -> Parameter.OXYGEN;
            default -> throw new AssertionError(row);
        };
    }

    private static Scored score(Inputs inputs, Map<String, String> row) {
        int scale = cell(row, "scale").isEmpty() ? 1 : number(row, "scale");
        return Vectors.NEWS2.score(inputs, scale, 2);
    }

    private static Scored score(Map<String, String> row, String letter) {
        return Vectors.NEWS2.score(
                Vectors.inputs(
                        Double.parseDouble(cell(row, "resp_rate")),
                        Double.parseDouble(cell(row, "spo2")),
                        cell(row, "supplemental_o2").equals("1"),
                        Double.parseDouble(cell(row, "sbp")),
                        Double.parseDouble(cell(row, "pulse")),
                        letter,
                        Double.parseDouble(cell(row, "temp_c"))),
                number(row, "spo2_scale"),
                1);
    }

    private static List<String> letters(String cell) {
        return cell.chars().mapToObj(Character::toString).toList();
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(cell(row, column));
    }

    private static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }
}
