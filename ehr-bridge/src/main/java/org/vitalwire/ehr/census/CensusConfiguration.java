package org.vitalwire.ehr.census;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ehr.ledger.MergedLines;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.EventPublisher;

/** The census. */
@Configuration(value = "ehrCensusConfiguration", proxyBeanMethods = false)
public class CensusConfiguration {

    @Bean
    CensusStore ehrCensusStore(ServiceDatabase ehrDatabase) {
        return new CensusStore(ehrDatabase);
    }

    @Bean
    PatientMerges ehrPatientMerges(ServiceDatabase ehrDatabase, CensusStore ehrCensusStore) {
        return new PatientMerges(ehrDatabase, ehrCensusStore);
    }

    @Bean
    MergeRedelivery ehrMergeRedelivery(ServiceDatabase ehrDatabase, InstantSource clock) {
        return new MergeRedelivery(new MergedLines(ehrDatabase, clock)::reviseSome);
    }

    @Bean
    CensusPublisher ehrCensusPublisher(CensusStore ehrCensusStore, EventPublisher eventPublisher) {
        return new CensusPublisher(ehrCensusStore, eventPublisher);
    }

    @Bean
    CensusDesk ehrCensusDesk(
            CensusStore ehrCensusStore,
            PatientMerges ehrPatientMerges,
            CensusPublisher ehrCensusPublisher) {
        return new CensusDesk(ehrCensusStore, ehrPatientMerges, ehrCensusPublisher);
    }

    @Bean
    CensusController ehrCensusController(
            CensusStore ehrCensusStore,
            PatientMerges ehrPatientMerges,
            CensusPublisher ehrCensusPublisher,
            AuditLog audit,
            InstantSource clock) {
        return new CensusController(
                ehrCensusStore, ehrPatientMerges, ehrCensusPublisher, audit, clock);
    }
}
