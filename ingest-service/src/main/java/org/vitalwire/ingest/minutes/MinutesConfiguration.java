package org.vitalwire.ingest.minutes;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.security.PatientAccess;

/** Values by the minute. */
@Configuration(proxyBeanMethods = false)
public class MinutesConfiguration {

    @Bean
    MinutesController ingestMinutesController(
            PatientPeriods ledger,
            SampleStore sampleStore,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        return new MinutesController(ledger, sampleStore, access, audit, clock);
    }
}
