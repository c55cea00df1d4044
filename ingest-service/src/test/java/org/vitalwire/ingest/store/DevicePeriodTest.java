package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.ingest.store.DevicePeriod.Stretch;

class DevicePeriodTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final DevicePeriod PERIOD =
            new DevicePeriod(new DeviceId("m1"), NOON, NOON.plusSeconds(60));

    @Test
    void isCutToTheWindow() {
        assertThat(PERIOD.within(NOON.plusSeconds(10), NOON.plusSeconds(900)))
                .contains(
                        new DevicePeriod(
                                new DeviceId("m1"),
                                NOON.plusSeconds(10),
                                NOON.plusSeconds(60),
                                PERIOD.tenure()));
        assertThat(PERIOD.within(Instant.EPOCH, DevicePeriod.OPEN_END)).contains(PERIOD);
    }

    @Test
    void touchesNoWindowThatBeginsAtItsEnd() {
        assertThat(PERIOD.within(NOON.plusSeconds(60), NOON.plusSeconds(900))).isEmpty();
        assertThat(PERIOD.within(NOON.minusSeconds(60), NOON)).isEmpty();
    }

    @Test
    void periodsOfOnePatientThatTouchAreOneAndKnowOfTheOthersOnTheirDevice() {
        DevicePeriod next = period("m1", 60, 120);
        DevicePeriod again = period("m1", 300, 400);
        DevicePeriod elsewhere = period("m2", 120, 300);

        List<DevicePeriod> joined =
                DevicePeriod.ofOnePatient(List.of(again, elsewhere, next, PERIOD));

        List<Stretch> tenure =
                List.of(
                        new Stretch(NOON, NOON.plusSeconds(120)),
                        new Stretch(NOON.plusSeconds(300), NOON.plusSeconds(400)));
        assertThat(joined)
                .containsExactly(
                        new DevicePeriod(new DeviceId("m1"), NOON, NOON.plusSeconds(120), tenure),
                        elsewhere,
                        new DevicePeriod(
                                new DeviceId("m1"),
                                NOON.plusSeconds(300),
                                NOON.plusSeconds(400),
                                tenure));
    }

    private static DevicePeriod period(String device, int from, int to) {
        return new DevicePeriod(new DeviceId(device), NOON.plusSeconds(from), NOON.plusSeconds(to));
    }
}
