package org.vitalwire.ehr.measured;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The chart as ingest-service knows it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestSettings.class)
public class MeasuredConfiguration {

    @Bean
    MeasuredChart ehrMeasuredChart(IngestSettings settings, InstantSource clock) {
        return new MeasuredChart(new IngestClient(settings), clock);
    }
}
