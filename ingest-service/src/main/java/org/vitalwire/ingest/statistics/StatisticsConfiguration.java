package org.vitalwire.ingest.statistics;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.score.ScoreStore;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.vitals.UnitPatients;
import org.vitalwire.kit.audit.AuditLog;

/** Statistics of units. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatisticsSettings.class)
public class StatisticsConfiguration {

    @Bean
    StatisticsController ingestStatisticsController(
            UnitPatients ingestUnitPatients,
            PatientPeriods ledger,
            SampleStore sampleStore,
            ScoreStore scoreStore,
            StatisticsSettings settings,
            AuditLog audit,
            InstantSource clock) {
        return new StatisticsController(
                ingestUnitPatients,
                new StatisticsReader(ledger, sampleStore, scoreStore),
                settings,
                audit,
                clock);
    }
}
