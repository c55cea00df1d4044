package org.vitalwire.ingest.export;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.PatientAccess;

/** Exports of patients. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExportSettings.class)
public class ExportConfiguration {

    @Bean
    ExportController ingestExportController(
            PatientPeriods ledger,
            SampleStore sampleStore,
            ExportSettings settings,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        return new ExportController(
                ledger,
                new Export(sampleStore, settings.longest(), clock),
                settings.atOnce(),
                access,
                audit,
                clock);
    }
}
