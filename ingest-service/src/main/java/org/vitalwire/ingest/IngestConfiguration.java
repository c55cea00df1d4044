package org.vitalwire.ingest;

import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.ingest.board.BoardConfiguration;
import org.vitalwire.ingest.intake.IntakeConfiguration;
import org.vitalwire.ingest.ledger.LedgerConfiguration;
import org.vitalwire.ingest.score.ScoreConfiguration;
import org.vitalwire.ingest.store.StoreConfiguration;
import org.vitalwire.ingest.vitals.VitalsConfiguration;
import org.vitalwire.kit.ServiceKitConfiguration;

/** All features of the ingest service. */
@Configuration(proxyBeanMethods = false)
@Import({
    ServiceKitConfiguration.class,
    StoreConfiguration.class,
    IntakeConfiguration.class,
    LedgerConfiguration.class,
    ScoreConfiguration.class,
    VitalsConfiguration.class,
    BoardConfiguration.class
})
public class IngestConfiguration {

    @Bean
    GroupedOpenApi ingestOpenApi() {
        return GroupedOpenApi.builder()
                .group("ingest")
                .packagesToScan("org.vitalwire.ingest")
                .build();
    }
}
