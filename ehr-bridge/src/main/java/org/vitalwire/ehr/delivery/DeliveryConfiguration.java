package org.vitalwire.ehr.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ehr.access.ServerAccesses;
import org.vitalwire.ehr.access.TargetAccessSettings;
import org.vitalwire.ehr.census.CensusStore;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryReport;
import org.vitalwire.ehr.ledger.DeliveryTargets;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.ehr.policy.TargetPolicies;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;

/** Delivery to the targets, where there are any. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    TargetsSettings.class,
    TemplateSettings.class,
    TargetPolicies.class
})
public class DeliveryConfiguration {

    @Bean
    DeliveryReport ehrDeliveryReport(ServiceDatabase ehrDatabase, InstantSource clock) {
        return new DeliveryReport(ehrDatabase, clock);
    }

    /** A file that is faulty stops the start: nothing is written by half a mapping. */
    @Bean
    ObservationMapping ehrObservationMapping(TemplateSettings settings) {
        return TemplateFile.mapping(settings);
    }

    @Bean
    TargetFactory ehrTargetFactory(
            TargetAccessSettings access,
            ServerAccesses ehrServerAccesses,
            SslBundles sslBundles,
            CensusStore ehrCensusStore,
            Survivors ehrSurvivors,
            ObservationMapping ehrObservationMapping,
            InstantSource clock,
            MeterRegistry meters) {
        return new TargetFactory(
                (id, url) -> ehrServerAccesses.to(url, access.of(id)),
                sslBundles,
                ehrCensusStore::find,
                ehrSurvivors,
                ehrObservationMapping,
                clock,
                meters);
    }

    @Bean
    DeliveryLifecycle ehrDelivery(
            TargetsSettings settings,
            TargetFactory ehrTargetFactory,
            TargetPolicies policies,
            ServiceDatabase ehrDatabase,
            DeliveryTargets ehrDeliveryTargets,
            InstantSource clock) {
        TargetLocks locks = new TargetLocks(ehrDatabase.dataSource());
        List<DeliveryWorker> workers = new ArrayList<>();
        settings.configured()
                .forEach((id, target) -> {
                    DeliveryLedger ledger =
                            new DeliveryLedger(ehrDatabase, id, policies.of(id), clock);
                    workers.add(
                            new DeliveryWorker(
                                    id,
                                    target,
                                    ehrTargetFactory.of(id, target, ledger),
                                    locks,
                                    ehrDeliveryTargets,
                                    ledger,
                                    clock));
                });
        return new DeliveryLifecycle(workers, locks);
    }

    @Bean
    BacklogMetrics ehrBacklogMetrics(
            TargetsSettings settings,
            DeliveryReport ehrDeliveryReport,
            InstantSource clock,
            MeterRegistry meters) {
        return new BacklogMetrics(settings.configured().keySet(), ehrDeliveryReport, clock, meters);
    }

    @Bean
    DeliveryController ehrDeliveryController(
            DeliveryReport ehrDeliveryReport,
            DeliveryTargets ehrDeliveryTargets,
            DeliveryLifecycle ehrDelivery,
            AuditLog audit,
            InstantSource clock) {
        return new DeliveryController(
                ehrDeliveryReport, ehrDeliveryTargets, ehrDelivery::progress, audit, clock);
    }
}
