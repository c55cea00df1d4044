package org.vitalwire.ingest.completeness;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.vitals.QuerySettings;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.PatientAccess;

/** The completeness report. */
@Configuration(proxyBeanMethods = false)
public class CompletenessConfiguration {

    @Bean
    CompletenessController ingestCompletenessController(
            PatientPeriods ledger,
            SampleStore sampleStore,
            QuerySettings settings,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        return new CompletenessController(ledger, sampleStore, settings, access, audit, clock);
    }
}
