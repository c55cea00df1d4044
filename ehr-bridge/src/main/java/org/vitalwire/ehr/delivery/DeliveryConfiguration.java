package org.vitalwire.ehr.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ehr.census.CensusStore;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;

/** Delivery to the target, where there is one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TargetSettings.class, TemplateSettings.class})
public class DeliveryConfiguration {

    @Bean
    DeliveryLedger ehrDeliveryLedger(ServiceDatabase ehrDatabase, InstantSource clock) {
        return new DeliveryLedger(ehrDatabase, clock);
    }

    /** A file that is faulty stops the start: nothing is written by half a mapping. */
    @Bean
    ObservationMapping ehrObservationMapping(TemplateSettings settings) {
        return TemplateFile.mapping(settings);
    }

    @Bean
    DeliveryLifecycle ehrDelivery(
            TargetSettings settings,
            ServiceDatabase ehrDatabase,
            DeliveryLedger ehrDeliveryLedger,
            CensusStore ehrCensusStore,
            ObservationMapping ehrObservationMapping,
            InstantSource clock,
            MeterRegistry meters) {
        Optional<SmartLifecycle> worker =
                settings.baseUrl()
                        .map(url ->
                                new DeliveryWorker(
                                        url,
                                        settings,
                                        ehrDatabase,
                                        ehrDeliveryLedger,
                                        ehrCensusStore,
                                        ehrObservationMapping,
                                        clock,
                                        meters));
        return new DeliveryLifecycle(worker);
    }

    @Bean
    BacklogMetrics ehrBacklogMetrics(
            DeliveryLedger ehrDeliveryLedger, InstantSource clock, MeterRegistry meters) {
        return new BacklogMetrics(ehrDeliveryLedger, clock, meters);
    }

    @Bean
    DeliveryController ehrDeliveryController(
            DeliveryLedger ehrDeliveryLedger, TargetSettings settings, AuditLog audit) {
        return new DeliveryController(ehrDeliveryLedger, settings, audit);
    }
}
