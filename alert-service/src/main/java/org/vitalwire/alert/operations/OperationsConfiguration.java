package org.vitalwire.alert.operations;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.kit.database.ServiceDatabase;

/** Operations alerts. */
@Configuration(proxyBeanMethods = false)
public class OperationsConfiguration {

    @Bean
    OperationsAlerts alertOperationsAlerts(ServiceDatabase alertDatabase, InstantSource clock) {
        return new OperationsAlerts(alertDatabase.jdbc(), clock);
    }
}
