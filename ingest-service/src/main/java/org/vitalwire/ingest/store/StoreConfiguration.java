package org.vitalwire.ingest.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.EventPublisher;

/** The database of this service and the sample store in it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
public class StoreConfiguration {

    @Bean(destroyMethod = "close")
    ServiceDatabase ingestDatabase(StoreSettings settings, MeterRegistry meters) {
        return ServiceDatabase.open(settings.database(), "ingest", "classpath:db/ingest", meters);
    }

    @Bean
    DeviceDirectory ingestDeviceDirectory(ServiceDatabase ingestDatabase) {
        return new DeviceDirectory(ingestDatabase.dataSource());
    }

    @Bean
    DayPartitions ingestDayPartitions(
            ServiceDatabase ingestDatabase, InstantSource clock, StoreSettings settings) {
        return new DayPartitions(
                ingestDatabase.dataSource(),
                clock,
                settings.partitionHorizon(),
                settings.partitionsAhead());
    }

    @Bean
    SampleStore sampleStore(
            ServiceDatabase ingestDatabase,
            DeviceDirectory ingestDeviceDirectory,
            DayPartitions ingestDayPartitions) {
        return new PostgresSampleStore(
                ingestDatabase.dataSource(), ingestDeviceDirectory, ingestDayPartitions);
    }

    @Bean
    RefusedRows refusedRows(EventPublisher publisher, InstantSource clock, MeterRegistry meters) {
        return new RefusedRows(publisher, clock, meters);
    }
}
