package org.vitalwire.ingest;

import java.util.List;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.ingest.board.BoardConfiguration;
import org.vitalwire.ingest.completeness.CompletenessConfiguration;
import org.vitalwire.ingest.correction.CorrectionConfiguration;
import org.vitalwire.ingest.erasure.ErasureConfiguration;
import org.vitalwire.ingest.export.ExportConfiguration;
import org.vitalwire.ingest.heldback.HeldBackConfiguration;
import org.vitalwire.ingest.intake.IntakeConfiguration;
import org.vitalwire.ingest.ledger.LedgerConfiguration;
import org.vitalwire.ingest.minutes.MinutesConfiguration;
import org.vitalwire.ingest.rollup.RollUpConfiguration;
import org.vitalwire.ingest.score.ScoreConfiguration;
import org.vitalwire.ingest.statistics.StatisticsConfiguration;
import org.vitalwire.ingest.storage.StorageConfiguration;
import org.vitalwire.ingest.store.StoreConfiguration;
import org.vitalwire.ingest.vitals.VitalsConfiguration;
import org.vitalwire.ingest.waveform.WaveformConfiguration;
import org.vitalwire.kit.ServiceKitConfiguration;
import org.vitalwire.kit.database.ServiceDatabase;

/** All features of the ingest service. */
@Configuration(proxyBeanMethods = false)
@Import({
    ServiceKitConfiguration.class,
    StoreConfiguration.class,
    StorageConfiguration.class,
    IntakeConfiguration.class,
    LedgerConfiguration.class,
    RollUpConfiguration.class,
    ScoreConfiguration.class,
    HeldBackConfiguration.class,
    VitalsConfiguration.class,
    CompletenessConfiguration.class,
    MinutesConfiguration.class,
    StatisticsConfiguration.class,
    ExportConfiguration.class,
    CorrectionConfiguration.class,
    BoardConfiguration.class,
    WaveformConfiguration.class,
    ErasureConfiguration.class
})
public class IngestConfiguration {

    @Bean
    GroupedOpenApi ingestOpenApi() {
        return GroupedOpenApi.builder()
                .group("ingest")
                .packagesToScan("org.vitalwire.ingest")
                .build();
    }

    @Bean
    StoreProblems ingestStoreProblems() {
        return new StoreProblems();
    }

    /** Part of the readiness group, as {@code ingest}. */
    @Bean
    HealthIndicator ingestHealthIndicator(
            ServiceDatabase ingestDatabase,
            ConcurrentMessageListenerContainer<String, byte[]> ingestReadingsListener,
            ConcurrentMessageListenerContainer<String, byte[]> ingestWaveformsListener,
            ConcurrentMessageListenerContainer<String, byte[]> ingestScoresListener,
            ConcurrentMessageListenerContainer<String, byte[]> ingestHeldBackListener,
            ConcurrentMessageListenerContainer<String, byte[]> ingestAssociationsListener) {
        return new IngestHealth(
                ingestDatabase,
                List.of(
                        ingestReadingsListener,
                        ingestWaveformsListener,
                        ingestScoresListener,
                        ingestHeldBackListener,
                        ingestAssociationsListener));
    }
}
