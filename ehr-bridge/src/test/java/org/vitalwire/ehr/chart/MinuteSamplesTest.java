package org.vitalwire.ehr.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;

class MinuteSamplesTest {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");

    private record Sample(int millis, double value) {}

    private static MinuteSamples heartRates(List<Sample> samples) {
        MinuteSamples minute = new MinuteSamples(ChartItem.HEART_RATE, MINUTE);
        samples.forEach(sample ->
                minute.add(
                        VitalSign.HEART_RATE, MINUTE.plusMillis(sample.millis()), sample.value()));
        return minute;
    }

    @Test
    void theMedianOfAnEvenNumberIsRoundedToTheSignsResolution() {
        Measurement measurement =
                heartRates(List.of(new Sample(0, 80), new Sample(1000, 81))).summarise();

        assertThat(measurement.values().getFirst().value()).isEqualTo(81);
        assertThat(measurement.values().getFirst().samples()).isEqualTo(2);
        assertThat(measurement.isAggregate()).isTrue();
    }

    @Test
    void oneValueIsChartedAsItWasMeasured() {
        Measurement measurement = heartRates(List.of(new Sample(12_345, 80))).summarise();

        assertThat(measurement.isAggregate()).isFalse();
        assertThat(measurement.time()).isEqualTo(MINUTE.plusMillis(12_345));
    }

    @Test
    void anArtefactDoesNotMoveTheMedian() {
        assertThat(
                        heartRates(
                                        List.of(
                                                new Sample(0, 80),
                                                new Sample(1000, 280),
                                                new Sample(2000, 81)))
                                .summarise()
                                .values()
                                .getFirst()
                                .value())
                .isEqualTo(81);
    }

    @Test
    void neitherOrderNorRepetitionNorCrashesChangeTheFacts() {
        Random random = new Random(7);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            samples.add(new Sample(i * 119, 60 + i % 40));
        }
        byte[] inOrder = heartRates(samples).encode();
        for (int run = 0; run < 50; run++) {
            List<Sample> shuffled = new ArrayList<>(samples);
            shuffled.addAll(samples.subList(0, random.nextInt(samples.size())));
            Collections.shuffle(shuffled, random);
            int cut = random.nextInt(shuffled.size());
            MinuteSamples first = heartRates(shuffled.subList(0, cut));
            MinuteSamples kept = MinuteSamples.decode(ChartItem.HEART_RATE, MINUTE, first.encode());
            kept.addAll(heartRates(shuffled.subList(cut, shuffled.size())));

            assertThat(kept.encode()).isEqualTo(inOrder);
        }
        assertThat(inOrder).hasSize(1 + 60 * 13);
    }

    @Test
    void theNewestCuffPressureStandsAndIsNotMixedWithAnEarlierOne() {
        MinuteSamples minute = new MinuteSamples(ChartItem.BLOOD_PRESSURE, MINUTE);
        minute.add(VitalSign.SYSTOLIC_PRESSURE, MINUTE, 180);
        minute.add(VitalSign.DIASTOLIC_PRESSURE, MINUTE, 110);
        minute.add(VitalSign.SYSTOLIC_PRESSURE, MINUTE.plusSeconds(40), 120);
        minute.add(VitalSign.DIASTOLIC_PRESSURE, MINUTE.plusSeconds(40), 80);
        minute.add(VitalSign.MEAN_PRESSURE, MINUTE.plusSeconds(50), 93);

        Measurement measurement = minute.summarise();

        assertThat(measurement.time()).isEqualTo(MINUTE.plusSeconds(40));
        assertThat(measurement.values())
                .extracting(MeasuredValue::value)
                .containsExactly(120., 80.);
    }

    @Test
    void halvesOfAPressureThatCameApartAreOneMeasurement() {
        MinuteSamples minute = new MinuteSamples(ChartItem.BLOOD_PRESSURE, MINUTE);
        minute.add(VitalSign.SYSTOLIC_PRESSURE, MINUTE, 120);
        MinuteSamples late = new MinuteSamples(ChartItem.BLOOD_PRESSURE, MINUTE);
        late.add(VitalSign.DIASTOLIC_PRESSURE, MINUTE, 80);
        minute.addAll(late);

        assertThat(minute.summarise().values()).hasSize(2);
    }

    @Test
    void aSampleOfAnotherMinuteIsRefused() {
        assertThatThrownBy(() -> heartRates(List.of(new Sample(60_000, 80))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyQuantityAndLetterOfTheCatalogueHasALineOnTheChart() {
        for (VitalSign sign : VitalSign.values()) {
            boolean waveform = sign.entry().kind().name().equals("WAVEFORM");
            assertThat(ChartItem.of(sign).isPresent()).as(sign.code()).isEqualTo(!waveform);
        }
    }

    @Test
    void severalMinutesComeDownToTheMedianOfAllTheirValues() {
        MinuteSamples later = new MinuteSamples(ChartItem.HEART_RATE, MINUTE.plusSeconds(240));
        later.add(VitalSign.HEART_RATE, MINUTE.plusSeconds(241), 100);
        later.add(VitalSign.HEART_RATE, MINUTE.plusSeconds(299), 102);
        MinuteSamples first = heartRates(List.of(new Sample(0, 80)));

        Measurement measurement =
                MinuteSamples.ofSpan(ChartItem.HEART_RATE, MINUTE, 5, List.of(later, first))
                        .summarise();

        assertThat(measurement.minutes()).isEqualTo(5);
        assertThat(measurement.time()).isEqualTo(MINUTE);
        assertThat(measurement.values())
                .containsExactly(new MeasuredValue(VitalSign.HEART_RATE, 100, 3));
        assertThatThrownBy(
                        () -> MinuteSamples.ofSpan(ChartItem.HEART_RATE, MINUTE, 4, List.of(later)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
