package org.vitalwire.ingest.rollup;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.kit.database.ServiceDatabase;

/** Keeps minutes and hours. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RollUpSettings.class)
public class RollUpConfiguration {

    @Bean
    RollUps ingestRollUps(ServiceDatabase ingestDatabase, RollUpSettings settings) {
        return new RollUps(ingestDatabase.dataSource(), settings.batch());
    }

    @Bean
    Roller ingestRoller(
            RollUps ingestRollUps,
            InstantSource clock,
            RollUpSettings settings,
            MeterRegistry meters) {
        return new Roller(ingestRollUps, clock, settings, meters);
    }
}
