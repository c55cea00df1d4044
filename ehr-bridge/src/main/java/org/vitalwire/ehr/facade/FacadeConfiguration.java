package org.vitalwire.ehr.facade;

import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.ehr.census.CensusStore;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.ledger.LedgerSearch;
import org.vitalwire.ehr.measured.MeasuredChart;
import org.vitalwire.ehr.measured.MeasuredConfiguration;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.database.ServiceDatabase;

/** FHIR at {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
@Import(MeasuredConfiguration.class)
public class FacadeConfiguration {

    @Bean
    ServletRegistrationBean<FhirServlet> ehrFhirServlet(
            ServiceDatabase ehrDatabase,
            MeasuredChart ehrMeasuredChart,
            CensusStore ehrCensusStore,
            Survivors ehrSurvivors,
            AuditLog audit,
            InstantSource clock) {
        LedgerSearch ledger = new LedgerSearch(ehrDatabase);
        VisiblePatients visible = new VisiblePatients(ehrCensusStore, ehrSurvivors);
        ObservationSearch search = new ObservationSearch(ehrMeasuredChart, ledger, clock);
        ObservationReader reader =
                new ObservationReader(search, ledger, visible, ehrSurvivors, clock);
        ServletRegistrationBean<FhirServlet> registration =
                new ServletRegistrationBean<>(
                        new FhirServlet(
                                List.of(
                                        new PatientProvider(ehrCensusStore, ehrSurvivors, audit),
                                        new ObservationProvider(search, reader, visible, audit),
                                        new ObservationOperations(search, reader, visible, audit))),
                        "/fhir/*");
        registration.setName("fhir");
        return registration;
    }
}
