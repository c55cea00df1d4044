package org.vitalwire.analytics.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The tables as data against the papers written down a second time, in plain conditions: every
 * value of every input at chart resolution.
 */
class PublishedTablesTest {

    private static final LocalDate BORN = LocalDate.parse("1930-01-01");

    @Test
    void mewsAsSubbePrintedIt() {
        sweep("mews", "respiratory-rate", 0, 120, 1, PublishedTablesTest::mewsRate);
        sweep("mews", "systolic-pressure", 30, 320, 1, PublishedTablesTest::mewsSystolic);
        sweep("mews", "heart-rate", 0, 350, 1, PublishedTablesTest::mewsPulse);
        sweep("mews", "temperature", 24, 45, 0.1, PublishedTablesTest::mewsTemperature);
        sweep("mews", "consciousness", 0, 4, 1, v -> new int[] {0, 1, 1, 2, 3}[(int) v]);
    }

    @Test
    void mewsOfRandomPatientsIsTheSumOfItsConditions() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            double rate = random.nextInt(60);
            double systolic = 40 + random.nextInt(220);
            double pulse = 20 + random.nextInt(200);
            double temperature = (300 + random.nextInt(130)) / 10.0;
            KnownFeatures patient =
                    new KnownFeatures()
                            .with("respiratory-rate", rate)
                            .with("systolic-pressure", systolic)
                            .with("heart-rate", pulse)
                            .with("temperature", temperature)
                            .with("consciousness", 3);
            assertThat(score("mews", patient).total())
                    .hasValue(
                            mewsRate(rate)
                                    + mewsSystolic(systolic)
                                    + mewsPulse(pulse)
                                    + mewsTemperature(temperature)
                                    + 2);
        }
    }

    private static int mewsRate(double v) {
        return v >= 30 ? 3 : v >= 21 ? 2 : v >= 15 ? 1 : v >= 9 ? 0 : 2;
    }

    private static int mewsSystolic(double v) {
        return v >= 200 ? 2 : v >= 101 ? 0 : v >= 81 ? 1 : v >= 71 ? 2 : 3;
    }

    private static int mewsPulse(double v) {
        return v >= 130 ? 3 : v >= 111 ? 2 : v >= 101 ? 1 : v >= 51 ? 0 : v >= 41 ? 1 : 2;
    }

    private static int mewsTemperature(double v) {
        return v >= 38.5 || v < 35 ? 2 : 0;
    }

    @Test
    void newsOf2012AsTheCollegePrintedIt() {
        sweep(
                "news",
                "respiratory-rate",
                0,
                120,
                1,
                v -> v <= 8 ? 3 : v <= 11 ? 1 : v <= 20 ? 0 : v <= 24 ? 2 : 3);
        sweep("news", "spo2", 30, 100, 1, v -> v <= 91 ? 3 : v <= 93 ? 2 : v <= 95 ? 1 : 0);
        sweep("news", "oxygen-flow", 0, 80, 0.1, v -> v > 0 ? 2 : 0);
        sweep("news", "fio2", 15, 100, 1, v -> v > 21 ? 2 : 0);
        sweep(
                "news",
                "systolic-pressure",
                30,
                320,
                1,
                v -> v <= 90 ? 3 : v <= 100 ? 2 : v <= 110 ? 1 : v <= 219 ? 0 : 3);
        sweep(
                "news",
                "heart-rate",
                0,
                350,
                1,
                v -> v <= 40 ? 3 : v <= 50 ? 1 : v <= 90 ? 0 : v <= 110 ? 1 : v <= 130 ? 2 : 3);
        sweep(
                "news",
                "temperature",
                24,
                45,
                0.1,
                v -> v <= 35 ? 3 : v <= 36 ? 1 : v <= 38 ? 0 : v <= 39 ? 1 : 2);
        sweep("news", "consciousness", 0, 4, 1, v -> v >= 2 ? 3 : 0);
    }

    @Test
    void qsofaAndSirsAsTheirConferencesSaid() {
        sweep("qsofa", "respiratory-rate", 0, 120, 1, v -> v >= 22 ? 1 : 0);
        sweep("qsofa", "systolic-pressure", 30, 320, 1, v -> v <= 100 ? 1 : 0);
        sweep("qsofa", "gcs", 3, 15, 1, v -> v < 15 ? 1 : 0);
        sweep("qsofa", "consciousness", 0, 4, 1, v -> v > 0 ? 1 : 0);
        sweep("sirs", "temperature", 24, 45, 0.1, v -> v > 38 || v < 36 ? 1 : 0);
        sweep("sirs", "heart-rate", 0, 350, 1, v -> v > 90 ? 1 : 0);
        sweep("sirs", "respiratory-rate", 0, 120, 1, v -> v > 20 ? 1 : 0);
        sweep("sirs", "paco2", 10, 90, 0.1, v -> v < 32 ? 1 : 0);
        sweep("sirs", "white-cells", 0, 40, 0.01, v -> v > 12 || v < 4 ? 1 : 0);
        sweep("sirs", "band-cells", 0, 60, 0.1, v -> v > 10 ? 1 : 0);
    }

    /** As printed: from 1 point, from 2, from 4 on; first upwards, then downwards. */
    private static final Map<String, int[][]> BEDSIDE_PEWS =
            Map.of(
                    "heart-rate",
                    new int[][] {
                        {150, 110, 180, 90, 190, 80},
                        {150, 100, 170, 80, 180, 70},
                        {120, 90, 150, 70, 170, 60},
                        {110, 70, 130, 60, 150, 50},
                        {100, 60, 120, 50, 140, 40}
                    },
                    "systolic-pressure",
                    new int[][] {
                        {80, 60, 100, 50, 130, 45},
                        {100, 80, 120, 70, 150, 60},
                        {110, 90, 125, 75, 160, 65},
                        {120, 90, 140, 80, 170, 70},
                        {130, 100, 150, 85, 190, 75}
                    },
                    "respiratory-rate",
                    new int[][] {
                        {61, 29, 81, 19, 91, 15},
                        {51, 24, 71, 19, 81, 15},
                        {41, 19, 61, 15, 71, 12},
                        {31, 19, 41, 14, 51, 10},
                        {17, 11, 23, 10, 30, 9}
                    });

    @Test
    void bedsidePewsAsParshuramPrintedIt() {
        int[] ageInMonths = {1, 6, 24, 96, 180};
        BEDSIDE_PEWS.forEach((input, rows) -> {
            for (int age = 0; age < rows.length; age++) {
                int[] row = rows[age];
                LocalDate bornOn = LocalDate.EPOCH.minusMonths(ageInMonths[age]);
                for (int value = 0; value <= 250; value++) {
                    int v = value;
                    assertThat(points("bedside-pews", input, value, bornOn))
                            .as(() -> input + " " + v + " born " + bornOn)
                            .isEqualTo(
                                    v >= row[4] || v <= row[5]
                                            ? 4
                                            : v >= row[2] || v <= row[3]
                                                    ? 2
                                                    : v >= row[0] || v <= row[1] ? 1 : 0);
                }
            }
        });
        LocalDate child = LocalDate.EPOCH.minusYears(5);
        assertThat(points("bedside-pews", "capillary-refill", 2.9, child)).isZero();
        assertThat(points("bedside-pews", "capillary-refill", 3, child)).isEqualTo(4);
        int[] effort = {0, 1, 2, 4};
        for (int i = 0; i < effort.length; i++) {
            assertThat(points("bedside-pews", "effort-of-breathing", i, child))
                    .isEqualTo(effort[i]);
        }
        assertThat(points("bedside-pews", "spo2", 95, child)).isZero();
        assertThat(points("bedside-pews", "spo2", 94, child)).isEqualTo(1);
        assertThat(points("bedside-pews", "spo2", 91, child)).isEqualTo(1);
        assertThat(points("bedside-pews", "spo2", 90, child)).isEqualTo(2);
        assertThat(points("bedside-pews", "oxygen-flow", 0, child)).isZero();
        assertThat(points("bedside-pews", "oxygen-flow", 0.1, child)).isEqualTo(2);
        assertThat(points("bedside-pews", "oxygen-flow", 3.9, child)).isEqualTo(2);
        assertThat(points("bedside-pews", "oxygen-flow", 4, child)).isEqualTo(4);
        assertThat(points("bedside-pews", "fio2", 21, child)).isZero();
        assertThat(points("bedside-pews", "fio2", 49, child)).isEqualTo(2);
        assertThat(points("bedside-pews", "fio2", 50, child)).isEqualTo(4);
        assertThat(maxTotal("bedside-pews")).isEqualTo(26);
    }

    @Test
    void theMostThatEachScoreCanGive() {
        assertThat(maxTotal("news")).isEqualTo(20);
        assertThat(maxTotal("mews")).isEqualTo(14);
        assertThat(maxTotal("qsofa")).isEqualTo(3);
        assertThat(maxTotal("sirs")).isEqualTo(4);
    }

    @Test
    void valuesAreRoundedAsOnTheChartFirst() {
        assertThat(points("news", "spo2", 95.5, BORN)).isZero();
        assertThat(points("news", "temperature", 38.04, BORN)).isZero();
        assertThat(points("news", "temperature", 38.05, BORN)).isEqualTo(1);
    }

    @Test
    void everyShippedTableNamesItsSource() {
        assertThat(ScoreTables.shipped().all())
                .hasSize(10)
                .allSatisfy(definition -> {
                    assertThat(definition.title()).isNotBlank();
                    if (definition instanceof ScoreTable table) {
                        assertThat(table.source()).matches(".*(18|19|20)\\d\\d.*");
                        assertThat(table.inputs()).isNotEmpty();
                    }
                });
    }

    private interface Points {
        int of(double value);
    }

    private static void sweep(
            String score, String input, double from, double to, double step, Points plain) {
        int steps = (int) Math.round((to - from) / step);
        for (int i = 0; i <= steps; i++) {
            double value = Math.round((from + i * step) * 100) / 100.0;
            KnownFeatures patient = new KnownFeatures().with(input, value);
            // The other half of "this or that" is known, and not met.
            switch (input) {
                case "respiratory-rate" -> patient.with("paco2", 40);
                case "paco2" -> patient.with("respiratory-rate", 16);
                case "white-cells" -> patient.with("band-cells", 5);
                case "band-cells" -> patient.with("white-cells", 8);
                default -> {}
            }
            ScoreResult result = score(score, patient);
            assertThat(result.lowerBound())
                    .as(score + " " + input + " " + value)
                    .isEqualTo(plain.of(value));
        }
    }

    private static int points(String score, String input, double value, LocalDate bornOn) {
        return new ScoreEngine(ScoreTables.shipped().find(score).orElseThrow())
                .score(new KnownFeatures().with(input, value), Optional.of(bornOn), 1)
                .lowerBound();
    }

    private static ScoreResult score(String score, Features patient) {
        return new ScoreEngine(ScoreTables.shipped().find(score).orElseThrow())
                .score(patient, Optional.of(BORN), 1);
    }

    private static int maxTotal(String score) {
        return ((ScoreTable) ScoreTables.shipped().find(score).orElseThrow()).maxTotal();
    }
}
