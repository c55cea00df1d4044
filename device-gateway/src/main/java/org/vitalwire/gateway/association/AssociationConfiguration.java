package org.vitalwire.gateway.association;

import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.gateway.event.DeviceEvents;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.kafka.RecordDecoder;

/** The association ledger. */
@Configuration(proxyBeanMethods = false)
@Import(AssociationController.class)
public class AssociationConfiguration {

    @Bean
    AssociationStore gatewayAssociationStore(ServiceDatabase gatewayDatabase) {
        return new AssociationStore(gatewayDatabase);
    }

    @Bean
    AssociationLedger gatewayAssociationLedger(AssociationStore store) {
        AssociationLedger ledger = new AssociationLedger(store.all());
        store.methods().forEach(ledger::remember);
        return ledger;
    }

    @Bean
    AssociationDesk gatewayAssociationDesk(
            AssociationStore store,
            AssociationLedger ledger,
            ServiceDatabase gatewayDatabase,
            EventPublisher publisher,
            DeviceEvents events,
            InstantSource clock) {
        return new AssociationDesk(store, ledger, gatewayDatabase, publisher, events, clock);
    }

    @Bean
    PatientLedger gatewayPatientLedger(
            AssociationDesk desk,
            AssociationStore store,
            AssociationLedger ledger,
            ServiceDatabase gatewayDatabase) {
        return new PatientLedger(desk, store, ledger, gatewayDatabase);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> gatewayCensusListener(
            BatchListeners listeners,
            RecordDecoder decoder,
            CensusDirectory census,
            AssociationLedger ledger,
            AssociationStore store,
            AssociationDesk desk,
            DeviceEvents events,
            AuditLog audit,
            InstantSource clock) {
        return listeners.listen(
                "device-gateway-census",
                Topic.PATIENTS,
                1,
                Map.of(),
                new CensusFollower(decoder, census, ledger, store, desk, events, audit, clock));
    }

    @Bean
    ApplicationRunner gatewayAssociationsPublished(AssociationDesk desk) {
        return arguments -> desk.publishAll();
    }
}
