package org.vitalwire.kit;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.census.CensusConfiguration;
import org.vitalwire.kit.erasure.ErasureListeners;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.kafka.KafkaConfiguration;
import org.vitalwire.kit.kafka.RecordDecoder;
import org.vitalwire.kit.security.SecurityConfiguration;
import org.vitalwire.kit.web.WebConfiguration;

/** All that a service needs besides itself. */
@Configuration(proxyBeanMethods = false)
@Import({
    KafkaConfiguration.class,
    CensusConfiguration.class,
    SecurityConfiguration.class,
    WebConfiguration.class
})
public class ServiceKitConfiguration {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    AuditLog auditLog() {
        return new AuditLog();
    }

    @Bean
    ErasureListeners erasureListeners(
            BatchListeners listeners,
            RecordDecoder decoder,
            EventPublisher publisher,
            InstantSource clock) {
        return new ErasureListeners(listeners, decoder, publisher, clock);
    }
}
