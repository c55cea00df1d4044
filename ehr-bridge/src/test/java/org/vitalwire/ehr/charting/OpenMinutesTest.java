package org.vitalwire.ehr.charting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.ehr.Readings.reading;
import static org.vitalwire.ehr.Readings.value;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartItem;

class OpenMinutesTest {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:01Z");
    private static final long NONE = Long.MAX_VALUE;

    private final OpenMinutes minutes =
            new OpenMinutes(
                    new ChartingSettings(
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(15),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(90),
                            2000));

    private void heartRate(int second, long offset, Instant now) {
        minutes.add(
                reading("p1", "d1", MINUTE.plusSeconds(second), value(VitalSign.HEART_RATE, 70)),
                offset,
                now);
    }

    @Test
    void aMinuteClosesWhenItsDeviceMeasuredTenSecondsPastIt() {
        heartRate(0, 1, NOW);
        heartRate(70, 2, NOW.plusSeconds(8));

        assertThat(minutes.close(NOW.plusSeconds(8))).isEmpty();

        heartRate(71, 3, NOW.plusSeconds(9));

        assertThat(minutes.close(NOW.plusSeconds(9)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.key().minute()).isEqualTo(MINUTE));
    }

    @Test
    void aMinuteOfASilentDeviceClosesAfterFifteenSeconds() {
        heartRate(0, 1, NOW);

        assertThat(minutes.close(NOW.plusMillis(14_999))).isEmpty();
        assertThat(minutes.close(NOW.plusSeconds(15))).hasSize(1);
        assertThat(minutes.close(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void aBurstOfKeptReadingsIsOneLineAndNotOnePerReading() {
        heartRate(300, 1, NOW);
        heartRate(0, 2, NOW);
        heartRate(1, 3, NOW.plusSeconds(1));

        assertThat(minutes.close(NOW.plusSeconds(2))).isEmpty();
        List<ChartEntry> closed = minutes.close(NOW.plusSeconds(3));

        assertThat(closed).extracting(entry -> entry.key().minute()).containsExactly(MINUTE);
    }

    @Test
    void anotherDeviceOfThePatientDoesNotCloseTheMinute() {
        heartRate(0, 1, NOW);
        minutes.add(
                reading("p1", "d2", MINUTE.plusSeconds(600), value(VitalSign.SPO2, 95)), 2, NOW);

        assertThat(minutes.close(NOW.plusSeconds(5))).isEmpty();
    }

    @Test
    void offsetsMayBeCommittedUpToTheOldestOpenRecord() {
        assertThat(minutes.firstOpenOffset(NONE)).isEqualTo(NONE);
        heartRate(0, 7, NOW);
        heartRate(90, 8, NOW.plusSeconds(14));

        assertThat(minutes.firstOpenOffset(9)).isEqualTo(7);
        assertThat(minutes.close(NOW.plusSeconds(15))).hasSize(1);
        assertThat(minutes.firstOpenOffset(9)).isEqualTo(8);
    }

    @Test
    void somethingThatKeepsComingDoesNotHoldAMinuteOpenForEver() {
        for (int i = 0; i <= 180; i++) {
            heartRate(i % 60, i, NOW.plusSeconds(i));
        }

        assertThat(minutes.close(NOW.plusSeconds(180))).hasSize(1);
    }

    @Test
    void pressuresOfOneMinuteShareALine() {
        minutes.add(
                reading(
                        "p1",
                        "d1",
                        MINUTE,
                        value(VitalSign.SYSTOLIC_PRESSURE, 120),
                        value(VitalSign.DIASTOLIC_PRESSURE, 80),
                        value(VitalSign.MEAN_PRESSURE, 93)),
                1,
                NOW);

        assertThat(minutes.size()).isEqualTo(1);
        assertThat(minutes.close(NOW.plusSeconds(15)))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.key().item()).isEqualTo(ChartItem.BLOOD_PRESSURE));
    }
}
