package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;

class DevicePeriodTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final DevicePeriod PERIOD =
            new DevicePeriod(new DeviceId("m1"), NOON, NOON.plusSeconds(60));

    @Test
    void isCutToTheWindow() {
        assertThat(PERIOD.within(NOON.plusSeconds(10), NOON.plusSeconds(900)))
                .contains(
                        new DevicePeriod(
                                new DeviceId("m1"), NOON.plusSeconds(10), NOON.plusSeconds(60)));
        assertThat(PERIOD.within(Instant.EPOCH, DevicePeriod.OPEN_END)).contains(PERIOD);
    }

    @Test
    void touchesNoWindowThatBeginsAtItsEnd() {
        assertThat(PERIOD.within(NOON.plusSeconds(60), NOON.plusSeconds(900))).isEmpty();
        assertThat(PERIOD.within(NOON.minusSeconds(60), NOON)).isEmpty();
    }
}
