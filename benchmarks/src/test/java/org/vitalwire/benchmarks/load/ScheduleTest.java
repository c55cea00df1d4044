package org.vitalwire.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long START = 1_000_000;

    @Test
    void theDevicesTogetherMakeTheRate() {
        long messages = 0;
        TreeSet<Long> times = new TreeSet<>();
        for (int device = 0; device < 20; device++) {
            Schedule schedule = Schedule.ofDevice(device, 20, 1_000, 2, START, List.of());
            messages += schedule.messages();
            for (long i = 0; i < schedule.messages(); i++) {
                times.add(schedule.timeOf(i));
            }
        }

        assertThat(messages).isEqualTo(2_000);
        assertThat(times).as("evenly, one each millisecond").hasSize(2_000);
        assertThat(times.last() - times.first()).isEqualTo(1_999_000);
    }

    @Test
    void aDeviceNeverMeasuresTwiceInAMillisecond() {
        Schedule schedule = Schedule.ofDevice(3, 200, 30_000, 1, START, List.of());

        for (long i = 1; i < schedule.messages(); i++) {
            assertThat(schedule.timeOf(i) / 1_000).isGreaterThan(schedule.timeOf(i - 1) / 1_000);
        }
    }

    @Test
    void everyDeviceHasEveryCrisisOnceAtATimeOfItsOwn() {
        List<Crisis> crises = List.of(Crisis.values());
        Schedule first = Schedule.ofDevice(0, 200, 5_000, 30, START, crises);
        Schedule last = Schedule.ofDevice(199, 200, 5_000, 30, START, crises);

        assertThat(first.crises()).hasSize(2).containsValues(Crisis.values());
        assertThat(last.crises()).hasSize(2);
        assertThat(first.crises().keySet()).doesNotContainAnyElementsOf(last.crises().keySet());
        assertThat(last.crises().keySet()).allMatch(index -> index < last.messages());
    }
}
