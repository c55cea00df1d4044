package org.vitalwire.ingest.score;

import java.time.InstantSource;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
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

/** Keeps scores.v1 and answers for the newest. */
@Configuration(proxyBeanMethods = false)
public class ScoreConfiguration {

    /** Scores follow readings: soon enough, and not one transaction for each. */
    private static final Map<String, Object> CONSUMER =
            Map.of("max.poll.records", 2_000, "fetch.min.bytes", 65_536, "fetch.max.wait.ms", 100);

    @Bean
    ScoreStore scoreStore(ServiceDatabase ingestDatabase) {
        return new ScoreStore(ingestDatabase);
    }

    @Bean
    ScoreController scoreController(
            ScoreStore scoreStore,
            QuerySettings settings,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        return new ScoreController(scoreStore, settings, access, audit, clock);
    }

    @Bean
    ScoreIntake scoreIntake(
            RecordDecoder decoder,
            ScoreStore scoreStore,
            RefusedRows refusedRows,
            ObjectProvider<CommittedScores> listeners,
            ErasedPatients ingestErasedPatients) {
        return new ScoreIntake(
                decoder,
                scoreStore,
                refusedRows,
                scores -> listeners.forEach(listener -> listener.committedScores(scores)),
                ingestErasedPatients);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ingestScoresListener(
            BatchListeners listeners, ScoreIntake scoreIntake) {
        return listeners.listen("ingest-scores", Topic.SCORES, 1, CONSUMER, scoreIntake);
    }
}
