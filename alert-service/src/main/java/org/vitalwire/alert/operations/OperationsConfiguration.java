package org.vitalwire.alert.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.oncall.TeamTable;
import org.vitalwire.alert.work.WakeableLoop;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.KafkaClients;

/** Operations alerts, and how the platform stands. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatusSettings.class)
public class OperationsConfiguration {

    @Bean
    OperationsAlerts alertOperationsAlerts(ServiceDatabase alertDatabase, InstantSource clock) {
        return new OperationsAlerts(alertDatabase.jdbc(), clock);
    }

    @Bean
    TopicReaders alertTopicReaders(KafkaClients clients) {
        return new TopicReaders(clients.newAdmin());
    }

    @Bean
    PartWatch alertPipelineWatch(
            TopicReaders alertTopicReaders,
            OperationsAlerts alertOperationsAlerts,
            StatusSettings settings) {
        return new PipelineWatch(
                alertTopicReaders, alertOperationsAlerts, settings, System::nanoTime);
    }

    @Bean
    PartWatch alertChannelWatch(
            ServiceDatabase alertDatabase,
            OperationsAlerts alertOperationsAlerts,
            StatusSettings settings) {
        return new ChannelWatch(alertDatabase.jdbc(), alertOperationsAlerts, settings);
    }

    @Bean
    PartWatch alertOnCallWatch(
            TeamTable alertTeamTable,
            CensusDirectory census,
            OperationsAlerts alertOperationsAlerts) {
        return new OnCallWatch(
                () -> alertTeamTable.all().stream().map(TeamTable.Kept::team).toList(),
                census,
                alertOperationsAlerts);
    }

    @Bean
    DeviceWatch alertDeviceWatch(
            KafkaClients clients, OperationsAlerts alertOperationsAlerts, StatusSettings settings) {
        return new DeviceWatch(clients, alertOperationsAlerts, settings);
    }

    @Bean
    StatusDesk alertStatusDesk(
            ObjectProvider<PartWatch> watches,
            OperationsAlerts alertOperationsAlerts,
            StatusSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        StatusDesk desk =
                new StatusDesk(
                        watches.orderedStream().toList(),
                        alertOperationsAlerts,
                        settings.freshFor(),
                        clock,
                        System::nanoTime);
        Gauge.builder("vitalwire.operations.alerts.open", desk, StatusDesk::openAlerts)
                .description("What is wrong with the platform itself, as of the last look")
                .register(meters);
        return desk;
    }

    @Bean
    WakeableLoop alertStatusLooks(StatusDesk alertStatusDesk, StatusSettings settings) {
        return new WakeableLoop(
                "alert-status",
                settings.lookEvery(),
                () -> {
                    alertStatusDesk.look();
                    return false;
                });
    }

    @Bean
    StatusController alertStatusController(
            StatusDesk alertStatusDesk, OperationsAlerts alertOperationsAlerts) {
        return new StatusController(alertStatusDesk, alertOperationsAlerts);
    }
}
