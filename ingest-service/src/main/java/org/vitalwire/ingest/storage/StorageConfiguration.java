package org.vitalwire.ingest.storage;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.kit.database.ServiceDatabase;

/** Maintenance of the tables, and what operators see of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageSettings.class)
public class StorageConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    IntakeWatch ingestIntakeWatch(
            MeterRegistry meters,
            ConcurrentMessageListenerContainer<String, byte[]> ingestReadingsListener,
            InstantSource clock) {
        return new IntakeWatch(meters, ingestReadingsListener, clock);
    }

    @Bean
    StorageMaintenance ingestStorageMaintenance(
            ServiceDatabase ingestDatabase, InstantSource clock, StorageSettings settings) {
        return new StorageMaintenance(ingestDatabase.dataSource(), clock, settings);
    }

    @Bean
    StorageStateController ingestStorageStateController(
            ServiceDatabase ingestDatabase,
            IntakeWatch ingestIntakeWatch,
            StorageSettings settings,
            InstantSource clock) {
        return new StorageStateController(
                new StorageFigures(ingestDatabase.jdbc()), ingestIntakeWatch, settings, clock);
    }
}
