package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.wire.EventCodecs;

/** The gateway under test lets devices of one model send 20 messages a second. */
class LimitIT {

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void aDeviceThatSendsTooMuchIsSlowedDownAndLosesNothing() throws Exception {
        TestDevice device =
                gateway.enrol(GatewayUnderTest.freshId("hasty"), GatewayUnderTest.SLOW_MODEL);
        long begun = System.nanoTime();
        try (WireClient client = WireClient.connect(device, 5)) {
            for (int i = 1; i <= 80; i++) {
                client.publish(
                        i,
                        device.topic(),
                        "{\"time\":\"%s\",\"boot\":\"b\",\"seq\":%d,\"values\":{\"spo2\":97}}"
                                .formatted(Instant.now(), i));
                // As the receive maximum is 50.
                if (i > 40) {
                    assertThat(client.reply().reason()).isZero();
                }
            }
            for (int i = 0; i < 40; i++) {
                assertThat(client.reply().reason()).isZero();
            }
        }

        // 40 at once, the other 40 at 20 a second; pauses begin late by what was read already.
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThan(Duration.ofSeconds(1));
        assertThat(gateway.readings(device).stream().map(Reading::messageId).distinct())
                .hasSize(80);
        DeviceEvent started = awaitEvent(device, DeviceEvent.Phase.STARTED);
        DeviceEvent ended = awaitEvent(device, DeviceEvent.Phase.ENDED);
        assertThat(ended.occurrence()).isEqualTo(started.occurrence());
    }

    @Test
    void inAStormConnectionsAreLetInOneAfterTheOther() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("storm"));
        double deferred = gateway.counter("vitalwire.gateway.connects.deferred");
        List<Socket> others = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                others.add(new Socket("localhost", gateway.mqttPort()));
            }
            assertThat(WireClient.connackCode(device, 5)).isZero();
        } finally {
            for (Socket other : others) {
                other.close();
            }
        }
        assertThat(gateway.counter("vitalwire.gateway.connects.deferred") - deferred)
                .isBetween(50.0, 201.0);
    }

    private DeviceEvent awaitEvent(TestDevice device, DeviceEvent.Phase phase) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                gateway.events().read(EventCodecs.DEVICE_EVENT).stream()
                                        .filter(event ->
                                                event.kind() == DeviceEventKind.SLOWED_DOWN
                                                        && event.phase() == phase
                                                        && event.deviceId()
                                                                .filter(id ->
                                                                        id.value()
                                                                                .equals(
                                                                                        device
                                                                                                .id()))
                                                                .isPresent())
                                        .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }
}
