package org.vitalwire.ingest.ledger;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ingest.erasure.ErasedPatients;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Keeps the association ledger. */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {

    @Bean
    LedgerTable ledgerTable(ServiceDatabase ingestDatabase) {
        return new LedgerTable(ingestDatabase);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ingestAssociationsListener(
            BatchListeners listeners,
            RecordDecoder decoder,
            LedgerTable ledgerTable,
            ErasedPatients ingestErasedPatients) {
        return listeners.listen(
                "ingest-associations",
                Topic.ASSOCIATIONS,
                1,
                Map.of(),
                batch ->
                        ingestErasedPatients.during(() -> {
                            List<AssociationHistory> histories =
                                    decoder.decode(EventCodecs.ASSOCIATION_HISTORY, batch).stream()
                                            .map(Received::event)
                                            .filter(history -> !Canary.is(history.deviceId()))
                                            .map(history ->
                                                    withoutErased(history, ingestErasedPatients))
                                            .toList();
                            ledgerTable.replace(histories);
                        }));
    }

    /** A history that was on its way when the patient was forgotten does not bring them back. */
    private static AssociationHistory withoutErased(
            AssociationHistory history, ErasedPatients erased) {
        return new AssociationHistory(
                history.deviceId(),
                history.periods().stream()
                        .filter(period ->
                                period.isOpen()
                                        || !erased.covers(
                                                period.patientId(), period.to().orElseThrow()))
                        .toList());
    }
}
