package org.vitalwire.ingest.heldback;

import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.ingest.erasure.ErasedPatients;
import org.vitalwire.ingest.store.RefusedRows;
import org.vitalwire.ingest.vitals.QuerySettings;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.RecordDecoder;
import org.vitalwire.kit.security.PatientAccess;

/** Keeps held-back.v1 and answers for it. */
@Configuration(value = "ingestHeldBackConfiguration", proxyBeanMethods = false)
public class HeldBackConfiguration {

    /** Few, and in no hurry: one transaction for what comes within a second. */
    private static final Map<String, Object> CONSUMER =
            Map.of("max.poll.records", 2_000, "fetch.min.bytes", 65_536, "fetch.max.wait.ms", 500);

    @Bean
    HeldBackStore ingestHeldBackStore(ServiceDatabase ingestDatabase) {
        return new HeldBackStore(ingestDatabase);
    }

    @Bean
    HeldBackController ingestHeldBackController(
            HeldBackStore ingestHeldBackStore,
            QuerySettings settings,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        return new HeldBackController(ingestHeldBackStore, settings, access, audit, clock);
    }

    @Bean
    HeldBackIntake ingestHeldBackIntake(
            RecordDecoder decoder,
            HeldBackStore ingestHeldBackStore,
            RefusedRows refusedRows,
            ErasedPatients ingestErasedPatients) {
        return new HeldBackIntake(decoder, ingestHeldBackStore, refusedRows, ingestErasedPatients);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ingestHeldBackListener(
            BatchListeners listeners, HeldBackIntake ingestHeldBackIntake) {
        return listeners.listen(
                "ingest-held-back", Topic.HELD_BACK, 1, CONSUMER, ingestHeldBackIntake);
    }
}
