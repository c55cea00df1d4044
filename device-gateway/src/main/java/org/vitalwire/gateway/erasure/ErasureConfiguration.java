package org.vitalwire.gateway.erasure;

import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.event.ErasureNotice.ErasureDone;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.association.PatientLedger;
import org.vitalwire.gateway.quarantine.QuarantinedPayloads;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.database.TableRewrite;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.kafka.RecordDecoder;

/** The erasure of patients. */
@Configuration(value = "gatewayErasureConfiguration", proxyBeanMethods = false)
@EnableConfigurationProperties(ErasureSettings.class)
@Import(ErasureController.class)
public class ErasureConfiguration {

    @Bean
    ErasureStore gatewayErasureStore(ServiceDatabase gatewayDatabase) {
        return new ErasureStore(gatewayDatabase);
    }

    @Bean
    ErasureDesk gatewayErasureDesk(
            ErasureStore store,
            PatientLedger ledger,
            CensusDirectory census,
            ErasureSettings settings,
            InstantSource clock) {
        return new ErasureDesk(store, ledger, census, settings, clock);
    }

    @Bean
    ErasureRunner gatewayErasureRunner(
            ErasureStore store,
            PatientLedger ledger,
            QuarantinedPayloads quarantine,
            ServiceDatabase gatewayDatabase,
            EventPublisher publisher,
            ErasureSettings settings,
            InstantSource clock) {
        return new ErasureRunner(
                store,
                ledger,
                quarantine,
                new TableRewrite(gatewayDatabase),
                publisher,
                settings,
                clock);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> gatewayErasuresListener(
            BatchListeners listeners,
            RecordDecoder decoder,
            ErasureStore store,
            ErasureRunner runner) {
        return listeners.listen(
                "device-gateway-erasures",
                Topic.ERASURES,
                1,
                Map.of(),
                batch -> {
                    decoder.decode(EventCodecs.ERASURE, batch)
                            .forEach(received -> {
                                if (received.event() instanceof ErasureDone done) {
                                    store.done(
                                            done.erasureId(),
                                            new ErasureStore.Part(
                                                    done.service(), done.erased(), done.at()));
                                }
                            });
                    runner.wake();
                });
    }
}
