package org.vitalwire.alert.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.DeviceId;

class DeviceTroublesTest {

    private final DeviceTroubles troubles = new DeviceTroubles();

    @Test
    void aSilenceCountsFromItsBeginningToItsEnd() {
        troubles.take(event("monitor-1", DeviceEventKind.DEVICE_SILENT, Phase.STARTED));
        troubles.take(event("monitor-2", DeviceEventKind.SENSOR_OFF, Phase.STARTED));
        troubles.take(event("monitor-2", DeviceEventKind.SENSOR_OFF, Phase.STARTED));
        assertThat(troubles.devices()).isEqualTo(2);

        troubles.take(event("monitor-1", DeviceEventKind.DEVICE_SILENT, Phase.ENDED));
        assertThat(troubles.byKind()).containsOnlyKeys(DeviceEventKind.SENSOR_OFF);
    }

    @Test
    void oneCauseOfManyCountsThemAll() {
        troubles.take(
                new DeviceEvent(
                        "e-1",
                        Optional.empty(),
                        DeviceEventKind.DEVICES_LOST_TOGETHER,
                        Phase.STARTED,
                        Severity.PROBLEM,
                        Instant.EPOCH,
                        "12 devices",
                        "lost-1",
                        List.of(new DeviceId("a"), new DeviceId("b"), new DeviceId("c"))));
        assertThat(troubles.devices()).isEqualTo(3);
    }

    @Test
    void neitherTheCanaryNorWhatSilencesNobodyCounts() {
        troubles.take(event(Canary.DEVICE.value(), DeviceEventKind.DEVICE_SILENT, Phase.STARTED));
        troubles.take(event("monitor-1", DeviceEventKind.CLOCK_OFF, Phase.STARTED));
        troubles.take(event("monitor-1", DeviceEventKind.REBOOTED, Phase.MOMENT));
        assertThat(troubles.devices()).isZero();
    }

    private static DeviceEvent event(String device, DeviceEventKind kind, Phase phase) {
        return new DeviceEvent(
                "e-" + device + kind + phase,
                Optional.of(new DeviceId(device)),
                kind,
                phase,
                Severity.PROBLEM,
                Instant.EPOCH,
                "",
                device + "-" + kind,
                List.of());
    }
}
