package org.vitalwire.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.event.DeviceStatus.Connection;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.device.TestDevices;

class DeviceStatusesTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final RegisteredDevice device = TestDevices.monitor("monitor-1");
    private final DeviceStatuses statuses = new DeviceStatuses();

    @Test
    void whatADeviceSaidOfItselfOutlivesARestartOfTheGateway() {
        DeviceStatus before = report("{\"battery\":87,\"firmware\":\"2.1\"}", START);
        DeviceStatuses restarted = new DeviceStatuses();
        restarted.remember(before);

        DeviceStatus back =
                EventCodecs.DEVICE_STATUS.decode(
                        restarted
                                .connection(device, Connection.ONLINE, START.plusSeconds(60))
                                .value());

        assertThat(back.batteryPercent()).hasValue(87);
        assertThat(back.firmware()).contains("2.1");
    }

    @Test
    void sinceIsWhenTheConnectionChangedAndNotWhenItWasToldLast() {
        report("{}", START);
        report("{\"battery\":50}", START.plusSeconds(10));
        assertThat(statuses.find("monitor-1").orElseThrow().since()).isEqualTo(START);

        statuses.connection(device, Connection.LOST, START.plusSeconds(20));
        assertThat(statuses.find("monitor-1").orElseThrow().since())
                .isEqualTo(START.plusSeconds(20));
    }

    @Test
    void whatComesLateFromTheTopicChangesNothing() {
        DeviceStatus old = report("{\"battery\":87}", START);
        statuses.connection(device, Connection.OFFLINE, START.plusSeconds(10));

        statuses.remember(old);

        assertThat(statuses.find("monitor-1").orElseThrow().status().connection())
                .isEqualTo(Connection.OFFLINE);
    }

    private DeviceStatus report(String payload, Instant at) {
        return EventCodecs.DEVICE_STATUS.decode(
                statuses.report(
                                device,
                                payload.getBytes(StandardCharsets.UTF_8),
                                Connection.ONLINE,
                                at)
                        .orElseThrow()
                        .records()
                        .getFirst()
                        .value());
    }
}
