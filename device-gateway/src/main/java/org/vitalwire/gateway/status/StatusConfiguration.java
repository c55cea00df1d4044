package org.vitalwire.gateway.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.continuity.Arrivals;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.event.Conditions;
import org.vitalwire.gateway.event.Watches;
import org.vitalwire.gateway.intake.Traffic;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.CompactedTable;
import org.vitalwire.kit.kafka.KafkaClients;

/** Who is connected, who is silent, and why. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SilenceSettings.class)
public class StatusConfiguration {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    @Bean
    DeviceStatuses gatewayDeviceStatuses() {
        return new DeviceStatuses();
    }

    @Bean
    CompactedTable<DeviceStatus> gatewayDeviceStatusTable(
            KafkaClients clients, DeviceStatuses statuses) {
        return new CompactedTable<>(
                clients, EventCodecs.DEVICE_STATUS, (key, status) -> statuses.remember(status));
    }

    @Bean
    WatchedFleet gatewayWatchedFleet(
            DeviceRegistry registry,
            AssociationLedger ledger,
            DeviceStatuses statuses,
            Traffic traffic,
            Arrivals arrivals,
            ConnectedNow connected,
            SilenceSettings settings,
            InstantSource clock) {
        return new WatchedFleet(
                registry,
                ledger,
                statuses,
                traffic,
                arrivals,
                connected,
                settings,
                clock.instant());
    }

    @Bean
    SilenceWatch gatewaySilenceWatch(
            WatchedFleet fleet,
            Conditions conditions,
            SilenceSettings settings,
            GatewayName gatewayName) {
        return new SilenceWatch(fleet, conditions, settings, gatewayName.value());
    }

    @Bean(destroyMethod = "close")
    GatewayHeartbeat gatewayHeartbeat(
            ServiceDatabase gatewayDatabase,
            Conditions conditions,
            SilenceSettings settings,
            GatewayName gatewayName,
            InstantSource clock) {
        GatewayHeartbeat heartbeat =
                new GatewayHeartbeat(
                        gatewayDatabase, conditions, settings, gatewayName.value(), clock);
        // Before anybody connects: who was connected is in the database until then.
        heartbeat.back(clock.instant());
        return heartbeat;
    }

    /** Silence is measured from here on: the gateway listens. */
    @Bean
    ApplicationRunner gatewayWatching(
            WatchedFleet fleet,
            SilenceWatch silence,
            GatewayHeartbeat heartbeat,
            SilenceSettings settings,
            Watches watches,
            InstantSource clock) {
        return arguments -> {
            Instant now = clock.instant();
            fleet.listeningSince(now);
            watches.every(settings.look(), "silence", () -> silence.look(clock.instant()));
            watches.every(HEARTBEAT, "heartbeat", () -> heartbeat.look(clock.instant()));
        };
    }
}
