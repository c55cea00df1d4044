package org.vitalwire.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.event.TestConditions;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

class GatewayHeartbeatIT {

    private static final SilenceSettings SETTINGS =
            new SilenceSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    10,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30));

    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final TestConditions conditions = new TestConditions(clock);
    private final ServiceDatabase database = open();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aGatewayThatWasKilledIsOneEventOfAllItsDevices() {
        gateway("gateway-0").back(clock.instant());
        connected("monitor-1", "gateway-0");
        connected("monitor-2", "gateway-0");
        connected("monitor-3", "gateway-1");

        clock.advance(Duration.ofMinutes(3));
        gateway("gateway-0").back(clock.instant());

        assertThat(conditions.told())
                .hasSize(2)
                .satisfies(told -> {
                    DeviceEvent started = told.get(0);
                    assertThat(started.kind()).isEqualTo(DeviceEventKind.GATEWAY_LOST);
                    assertThat(started.severity()).isEqualTo(Severity.PROBLEM);
                    assertThat(started.at())
                            .isEqualTo(clock.instant().minus(Duration.ofMinutes(3)));
                    assertThat(started.devices())
                            .containsExactly(new DeviceId("monitor-1"), new DeviceId("monitor-2"));
                    assertThat(told.get(1).phase()).isEqualTo(Phase.ENDED);
                });
    }

    @Test
    void aQuickRestartIsNothingToTell() {
        gateway("gateway-0").back(clock.instant());
        clock.advance(Duration.ofSeconds(20));
        gateway("gateway-0").back(clock.instant());

        assertThat(conditions.told()).isEmpty();
    }

    @Test
    void aPeerIsMissedAsLongAsItIsAway() {
        gateway("gateway-1").back(clock.instant());
        GatewayHeartbeat one = gateway("gateway-0");
        one.back(clock.instant());

        one.look(clock.advance(Duration.ofSeconds(31)));
        one.look(clock.advance(Duration.ofSeconds(5)));
        assertThat(conditions.told()).extracting(DeviceEvent::phase).containsExactly(Phase.STARTED);

        gateway("gateway-1").look(clock.instant());
        one.look(clock.instant());
        assertThat(conditions.told()).extracting(DeviceEvent::phase).containsExactly(Phase.ENDED);
    }

    @Test
    void aPeerThatSaidGoodByeIsNotMissed() {
        GatewayHeartbeat peer = gateway("gateway-1");
        peer.back(clock.instant());
        peer.close();
        GatewayHeartbeat one = gateway("gateway-0");
        one.back(clock.instant());

        one.look(clock.advance(Duration.ofHours(1)));

        assertThat(conditions.told()).isEmpty();
    }

    private GatewayHeartbeat gateway(String name) {
        return new GatewayHeartbeat(database, conditions.conditions(), SETTINGS, name, clock);
    }

    private void connected(String device, String gateway) {
        database.jdbc()
                .sql(
                        "INSERT INTO mqtt_session (device_id, gateway, expiry_seconds, connected, at)"
                                + " VALUES (:device, :gateway, 60, true, now())")
                .param("device", device)
                .param("gateway", gateway)
                .update();
    }

    private static ServiceDatabase open() {
        var fresh = SharedInfrastructure.newDatabase("gateway");
        return ServiceDatabase.open(
                new DatabaseSettings(fresh.jdbcUrl(), fresh.username(), fresh.password(), 2),
                "gateway",
                "classpath:db/gateway",
                new SimpleMeterRegistry());
    }
}
