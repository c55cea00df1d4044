package org.vitalwire.ingest.vitals;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.security.PatientAccess;

/** The query API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuerySettings.class)
public class VitalsConfiguration {

    @Bean
    VitalsController vitalsController(
            PatientPeriods ledger,
            SampleStore sampleStore,
            QuerySettings settings,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        return new VitalsController(ledger, sampleStore, settings, access, audit, clock);
    }

    @Bean
    UnitPatients ingestUnitPatients(CensusDirectory census) {
        return new UnitPatients(census);
    }

    @Bean
    UnitVitalsController ingestUnitVitalsController(
            UnitPatients ingestUnitPatients,
            PatientPeriods ledger,
            SampleStore sampleStore,
            AuditLog audit,
            InstantSource clock) {
        return new UnitVitalsController(ingestUnitPatients, ledger, sampleStore, audit, clock);
    }

    @Bean
    StorageController storageController(SampleStore sampleStore) {
        return new StorageController(sampleStore);
    }
}
