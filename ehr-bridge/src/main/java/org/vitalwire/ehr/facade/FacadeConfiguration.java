package org.vitalwire.ehr.facade;

import java.util.List;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ehr.census.CensusStore;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.ledger.LedgerSearch;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;

/** FHIR at {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
public class FacadeConfiguration {

    @Bean
    ServletRegistrationBean<FhirServlet> ehrFhirServlet(
            ServiceDatabase ehrDatabase,
            CensusStore ehrCensusStore,
            Survivors ehrSurvivors,
            AuditLog audit) {
        ServletRegistrationBean<FhirServlet> registration =
                new ServletRegistrationBean<>(
                        new FhirServlet(
                                List.of(
                                        new PatientProvider(ehrCensusStore, ehrSurvivors, audit),
                                        new ObservationProvider(
                                                new LedgerSearch(ehrDatabase),
                                                ehrCensusStore,
                                                ehrSurvivors,
                                                audit))),
                        "/fhir/*");
        registration.setName("fhir");
        return registration;
    }
}
