package org.vitalwire.analytics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.evaluation.PatientForest.Kind;
import org.vitalwire.analytics.evaluation.PatientForest.Setting;
import org.vitalwire.contracts.vitals.VitalSign;

/** A verdict of docs/evaluation.md rests on these. */
class ForestTrialTest {

    private static final Instant START = Instant.parse("2019-01-01T00:00:00Z");
    private static final int DETERIORATES = 40;

    @Test
    void everyKindOfForestSaysNothingWhileItLearnsAndThenMostInTheHourInWhichAPatientIsWorse() {
        Stay stay = stay(48, 60, 86);
        for (Kind kind : Kind.values()) {
            int[] hours =
                    PatientForest.hours(new PatientForest(new Setting(kind, 30, 64, 1, 8)), stay);
            assertThat(hours[7]).as(kind.name()).isEqualTo(StayOutcome.UNKNOWN);
            int most = IntStream.range(0, 48).boxed().max((a, b) -> hours[a] - hours[b]).get();
            assertThat(most).as(kind.name()).isBetween(DETERIORATES, DETERIORATES + 2);
        }
    }

    @Test
    void whatGotBetterIsUnusualButNoWorsening() {
        Stay recovered = stay(48, -24, 99);
        int[] unusual =
                PatientForest.hours(
                        new PatientForest(new Setting(Kind.ANOMALY, 30, 64, 1, 8)), recovered);
        int[] worse =
                PatientForest.hours(
                        new PatientForest(new Setting(Kind.WORSENING, 30, 64, 1, 8)), recovered);
        assertThat(worse[DETERIORATES]).isLessThan(unusual[DETERIORATES] / 2);
    }

    @Test
    void whatStandsForTheTimeSinceAdmissionRanksNothingAtTheSameHour() {
        HourScores hours =
                scores(IntStream.range(0, 40).toArray(), IntStream.range(0, 40).toArray());
        assertThat(hours.auroc()).isGreaterThan(0.6);
        assertThat(hours.aurocAtTheSameHour()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void anotherPatientsScoresAreAsLongAndOfSomebodyElse() {
        int[] first = new int[40];
        int[] second = IntStream.range(100, 140).toArray();
        HourScores swapped = scores(first, second).ofAnother();
        assertThat(swapped.hours()).containsExactly(second, first);
    }

    @Test
    void atEqualAlertsCountsWhatCallsAnyway() {
        int[] one = new int[40];
        one[10] = 900;
        HourScores scores = scores(one, new int[40]);
        List<List<Alert>> besides = List.of(List.of(new Alert("ward", 0, 30, 31)), List.of());
        AlertFigures figures = scores.atAlertsPerDay("both", 2 / (80 / 24.0), 4, besides);
        assertThat(figures.byCondition()).containsEntry("ward", 1L).containsEntry("test", 1L);
        assertThat(figures.hoursOnAlert()).isEqualTo(new Share(6, 80));
    }

    /** Two stays of 40 hours; the second is septic from hour 20 on. */
    private static HourScores scores(int[] first, int[] second) {
        return new HourScores(
                "test",
                List.of(
                        new Stay("a", START, 40, List.of(), List.of(), course(false)),
                        new Stay("b", START, 40, List.of(), List.of(), course(true))),
                List.of(first, second));
    }

    private static Optional<Course> course(boolean septic) {
        return Optional.of(septic ? Course.firstPositiveAt(20) : Course.withoutSepsis());
    }

    /** Unremarkable until the fortieth hour, then with another pulse and saturation. */
    private static Stay stay(int hours, double pulseChangesBy, double saturation) {
        Random random = new Random(5);
        RecordedReadings readings = new RecordedReadings("x");
        for (int hour = 0; hour < hours; hour++) {
            boolean changed = hour >= DETERIORATES;
            readings.value(
                    VitalSign.HEART_RATE, 84 + random.nextInt(9) + (changed ? pulseChangesBy : 0));
            readings.value(VitalSign.RESPIRATORY_RATE, 16 + random.nextInt(4));
            readings.value(VitalSign.SPO2, changed ? saturation : 93 + random.nextInt(3));
            readings.value(VitalSign.SYSTOLIC_PRESSURE, 118 + random.nextInt(12));
            readings.value(VitalSign.MEAN_PRESSURE, 78 + random.nextInt(8));
            readings.value(VitalSign.TEMPERATURE, 36.6 + random.nextInt(4) / 10.0);
            readings.measuredAt(START.plus(Duration.ofHours(hour)));
        }
        return new Stay("x", START, hours, readings.readings(), List.of(), course(false));
    }
}
