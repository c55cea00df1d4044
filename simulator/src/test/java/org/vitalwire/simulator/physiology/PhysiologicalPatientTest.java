package org.vitalwire.simulator.physiology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vitalwire.contracts.vitals.VitalSign;

class PhysiologicalPatientTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void theSameSeedGivesTheSameSamples(Scenario scenario) {
        assertThat(samples(scenario, 7, 3_000)).isEqualTo(samples(scenario, 7, 3_000));
        assertThat(samples(scenario, 7, 60)).isNotEqualTo(samples(scenario, 8, 60));
    }

    @ParameterizedTest
    @EnumSource(value = Scenario.class, names = "SENSOR_ARTEFACTS", mode = EnumSource.Mode.EXCLUDE)
    void aBodyStaysInsideThePlausibleRangesAndOnTheCataloguesSteps(Scenario scenario) {
        for (long seed = 0; seed < 5; seed++) {
            for (Sample sample : samples(scenario, seed, 4 * 3_600)) {
                sample.values()
                        .forEach((sign, value) -> {
                            assertThat(sign.entry().isPlausible(value))
                                    .as("%s %s", sign, value)
                                    .isTrue();
                            assertThat(sign.entry().roundToResolution(value)).isEqualTo(value);
                        });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            names = {"STABLE", "DETERIORATION", "COPD_ON_OXYGEN"})
    void aBodyRemembersItsLastSecond(Scenario scenario) {
        double[] heart = series(samples(scenario, 3, 3_600), VitalSign.HEART_RATE);
        double[] breathing = series(samples(scenario, 3, 3_600), VitalSign.RESPIRATORY_RATE);

        assertThat(autocorrelation(heart)).isGreaterThan(0.7);
        assertThat(autocorrelation(breathing)).isGreaterThan(0.8);
    }

    @Test
    void aStablePatientScoresNothingAllDay() {
        for (Sample sample : samples(Scenario.STABLE, 11, 6 * 3_600)) {
            assertBetween(sample, VitalSign.HEART_RATE, 51, 100);
            assertBetween(sample, VitalSign.RESPIRATORY_RATE, 9, 22);
            assertBetween(sample, VitalSign.SPO2, 95, 100);
            assertBetween(sample, VitalSign.SYSTOLIC_PRESSURE, 101, 150);
            assertBetween(sample, VitalSign.TEMPERATURE, 36, 37.5);
        }
    }

    @Test
    void aDeteriorationMovesEverySignTheWaySepsisDoes() {
        Course course = Scenario.DETERIORATION.usualCourse();
        List<Sample> samples = samples(Scenario.DETERIORATION, 5, 3_600);
        List<Sample> well = samples.subList(0, (int) course.onset().toSeconds());
        int worstFrom = (int) course.onset().plus(course.ramp()).toSeconds();
        List<Sample> worst =
                samples.subList(worstFrom, worstFrom + (int) course.plateau().toSeconds());

        assertThat(mean(worst, VitalSign.HEART_RATE))
                .isGreaterThan(mean(well, VitalSign.HEART_RATE) + 40);
        assertThat(mean(worst, VitalSign.RESPIRATORY_RATE)).isGreaterThan(24);
        assertThat(mean(worst, VitalSign.TEMPERATURE)).isGreaterThan(39);
        assertThat(mean(worst, VitalSign.SPO2)).isLessThan(92);
        assertThat(mean(worst, VitalSign.SYSTOLIC_PRESSURE)).isLessThan(100);
        assertThat(mean(worst, VitalSign.OXYGEN_FLOW)).isEqualTo(4);
        assertThat(mean(worst, VitalSign.CONSCIOUSNESS)).isEqualTo(1);
        assertThat(mean(well, VitalSign.CONSCIOUSNESS)).isZero();
    }

    @Test
    void aDeteriorationTakesAsLongAsItIsTold() {
        Course quick =
                new Course(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        Duration.ZERO,
                        Duration.ofHours(1));
        PhysiologicalPatient patient =
                new PhysiologicalPatient(
                        PatientPlan.of(Scenario.DETERIORATION, 5, START).withCourse(quick));

        double before = value(patient.next(START), VitalSign.HEART_RATE);
        double after = value(patient.next(START.plusSeconds(31)), VitalSign.HEART_RATE);

        assertThat(after - before).isGreaterThan(35);
    }

    @Test
    void chronicLungDiseaseOnOxygenKeepsItsTarget() {
        double[] saturation = series(samples(Scenario.COPD_ON_OXYGEN, 2, 3_600), VitalSign.SPO2);
        long inside = java.util.Arrays.stream(saturation).filter(s -> s >= 88 && s <= 92).count();

        assertThat(inside).isGreaterThan((long) (0.98 * saturation.length));
        assertThat(mean(samples(Scenario.COPD_ON_OXYGEN, 2, 60), VitalSign.OXYGEN_FLOW))
                .isEqualTo(2);
    }

    @Test
    void aDesaturationIsDeepAndPasses() {
        double[] saturation = series(samples(Scenario.DESATURATION, 4, 480), VitalSign.SPO2);

        assertThat(java.util.Arrays.stream(saturation).min().orElseThrow()).isLessThan(85);
        assertThat(saturation[0]).isGreaterThanOrEqualTo(95);
        assertThat(saturation[479]).isGreaterThanOrEqualTo(95);
    }

    @Test
    void aTachycardiaComesAtOnce() {
        double[] heart = series(samples(Scenario.TACHYCARDIA, 4, 600), VitalSign.HEART_RATE);

        assertThat(heart[238]).isLessThan(105);
        assertThat(heart[250]).isGreaterThan(140);
        assertThat(heart[520]).isLessThan(105);
    }

    @Test
    void artefactsAreImplausibleValuesAndGaps() {
        List<Sample> samples = samples(Scenario.SENSOR_ARTEFACTS, 9, 3_600);

        assertThat(samples)
                .anyMatch(sample ->
                        sample.values().entrySet().stream()
                                .anyMatch(v -> !v.getKey().entry().isPlausible(v.getValue())))
                .anyMatch(sample -> !sample.values().containsKey(VitalSign.SPO2))
                .anyMatch(sample -> !sample.values().containsKey(VitalSign.HEART_RATE));
        long clean =
                samples.stream()
                        .filter(s -> s.values().containsKey(VitalSign.SPO2))
                        .filter(s -> s.values().containsKey(VitalSign.HEART_RATE))
                        .count();
        assertThat(clean).as("most of the time the sensors work").isGreaterThan(2_500);
    }

    @Test
    void onlyTheDeviceThatLosesItsNetworkIsEverOffIt() {
        PhysiologicalPatient lost =
                new PhysiologicalPatient(PatientPlan.of(Scenario.DISCONNECTS, 1, START));
        PhysiologicalPatient desaturating =
                new PhysiologicalPatient(PatientPlan.of(Scenario.DESATURATION, 1, START));

        long off = 0;
        for (int second = 0; second < 1_200; second++) {
            off += lost.isConnected(START.plusSeconds(second)) ? 0 : 1;
            assertThat(desaturating.isConnected(START.plusSeconds(second))).isTrue();
        }
        assertThat(off).as("longer than the two minutes that still count as live").isEqualTo(180);
    }

    @Test
    void spotSignsComeAtOnceAndThenAtTheirIntervals() {
        List<Sample> samples = samples(Scenario.STABLE, 1, 1_201);

        assertThat(samples.getFirst().values())
                .containsKeys(
                        VitalSign.HEART_RATE,
                        VitalSign.RESPIRATORY_RATE,
                        VitalSign.SPO2,
                        VitalSign.SYSTOLIC_PRESSURE,
                        VitalSign.TEMPERATURE,
                        VitalSign.CONSCIOUSNESS,
                        VitalSign.OXYGEN_FLOW);
        assertThat(secondsWith(samples, VitalSign.SYSTOLIC_PRESSURE))
                .containsExactly(0, 300, 600, 900, 1_200);
        assertThat(secondsWith(samples, VitalSign.TEMPERATURE)).containsExactly(0, 600, 1_200);
        assertThat(secondsWith(samples, VitalSign.CONSCIOUSNESS)).containsExactly(0, 600, 1_200);
    }

    @Test
    void spotSignsMissedInALongPauseComeOnce() {
        PhysiologicalPatient patient =
                new PhysiologicalPatient(PatientPlan.of(Scenario.STABLE, 1, START));
        patient.next(START);

        assertThat(patient.next(START.plusSeconds(3_601)).values())
                .containsKey(VitalSign.TEMPERATURE);
        assertThat(patient.next(START.plusSeconds(3_602)).values())
                .doesNotContainKey(VitalSign.TEMPERATURE);
    }

    @Test
    void theDayHasARhythmWhenAskedFor() {
        PatientPlan plan = PatientPlan.of(Scenario.STABLE, 1, START).withCircadianRhythm();
        PhysiologicalPatient patient = new PhysiologicalPatient(plan);
        List<Sample> evening = new ArrayList<>();
        List<Sample> morning = new ArrayList<>();
        for (int minute = 0; minute < 20 * 60; minute++) {
            Instant time = START.plus(Duration.ofMinutes(minute));
            Sample sample = patient.next(time);
            int hour = (int) (time.getEpochSecond() / 3_600 % 24);
            if (hour == 17) {
                evening.add(sample);
            } else if (hour == 5) {
                morning.add(sample);
            }
        }

        assertThat(mean(evening, VitalSign.TEMPERATURE))
                .isGreaterThan(mean(morning, VitalSign.TEMPERATURE) + 0.2);
    }

    @Test
    void meanPressureLiesBetweenTheTwo() {
        for (Sample sample : samples(Scenario.STABLE, 1, 3_600)) {
            if (sample.values().containsKey(VitalSign.MEAN_PRESSURE)) {
                assertThat(value(sample, VitalSign.MEAN_PRESSURE))
                        .isBetween(
                                value(sample, VitalSign.DIASTOLIC_PRESSURE),
                                value(sample, VitalSign.SYSTOLIC_PRESSURE));
            }
        }
    }

    @Test
    void timeDoesNotGoBackwards() {
        PhysiologicalPatient patient =
                new PhysiologicalPatient(PatientPlan.of(Scenario.STABLE, 1, START));
        patient.next(START.plusSeconds(1));

        assertThatIllegalArgumentException().isThrownBy(() -> patient.next(START));
    }

    private static List<Sample> samples(Scenario scenario, long seed, int seconds) {
        PhysiologicalPatient patient =
                new PhysiologicalPatient(PatientPlan.of(scenario, seed, START));
        List<Sample> samples = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            samples.add(patient.next(START.plusSeconds(second)));
        }
        return samples;
    }

    private static List<Integer> secondsWith(List<Sample> samples, VitalSign sign) {
        List<Integer> seconds = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i).values().containsKey(sign)) {
                seconds.add(i);
            }
        }
        return seconds;
    }

    private static double[] series(List<Sample> samples, VitalSign sign) {
        return samples.stream().mapToDouble(sample -> value(sample, sign)).toArray();
    }

    private static double mean(List<Sample> samples, VitalSign sign) {
        return samples.stream()
                .map(Sample::values)
                .map(Map::entrySet)
                .flatMap(java.util.Collection::stream)
                .filter(value -> value.getKey() == sign)
                .mapToDouble(Map.Entry::getValue)
                .average()
                .orElseThrow();
    }

    private static double value(Sample sample, VitalSign sign) {
        return Objects.requireNonNull(sample.values().get(sign), sign.code());
    }

    private static void assertBetween(Sample sample, VitalSign sign, double low, double high) {
        if (sample.values().containsKey(sign)) {
            assertThat(value(sample, sign)).as(sign.code()).isBetween(low, high);
        }
    }

    private static double autocorrelation(double[] x) {
        double mean = java.util.Arrays.stream(x).average().orElseThrow();
        double variance = 0;
        double covariance = 0;
        for (int i = 0; i < x.length; i++) {
            variance += (x[i] - mean) * (x[i] - mean);
            covariance += i == 0 ? 0 : (x[i] - mean) * (x[i - 1] - mean);
        }
        return covariance / variance;
    }
}
