package org.vitalwire.ingest.correction;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.security.PatientAccess;

/** Values entered in error. */
@Configuration(proxyBeanMethods = false)
public class CorrectionConfiguration {

    @Bean
    EnteredInErrorController ingestEnteredInErrorController(
            PatientPeriods ledger,
            ServiceDatabase ingestDatabase,
            ObjectProvider<CorrectedPatients> listeners,
            PatientAccess access,
            AuditLog audit,
            InstantSource clock) {
        return new EnteredInErrorController(
                ledger,
                new ErrorTable(ingestDatabase),
                patientId -> listeners.forEach(listener -> listener.corrected(patientId)),
                access,
                audit,
                clock);
    }
}
