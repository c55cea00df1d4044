package org.vitalwire.ehr.facade;

import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
@EnableConfigurationProperties(BulkSettings.class)
public class FacadeConfiguration {

    @Bean
    VisiblePatients ehrVisiblePatients(CensusStore ehrCensusStore, Survivors ehrSurvivors) {
        return new VisiblePatients(ehrCensusStore, ehrSurvivors);
    }

    @Bean
    ObservationSearch ehrObservationSearch(
            MeasuredChart ehrMeasuredChart, ServiceDatabase ehrDatabase, InstantSource clock) {
        return new ObservationSearch(ehrMeasuredChart, new LedgerSearch(ehrDatabase), clock);
    }

    @Bean
    ObservationReader ehrObservationReader(
            ObservationSearch ehrObservationSearch,
            ServiceDatabase ehrDatabase,
            VisiblePatients ehrVisiblePatients,
            Survivors ehrSurvivors,
            InstantSource clock) {
        return new ObservationReader(
                ehrObservationSearch,
                new LedgerSearch(ehrDatabase),
                ehrVisiblePatients,
                ehrSurvivors,
                clock);
    }

    @Bean
    PatientProvider ehrPatientProvider(
            CensusStore ehrCensusStore, Survivors ehrSurvivors, AuditLog audit) {
        return new PatientProvider(ehrCensusStore, ehrSurvivors, audit);
    }

    @Bean
    BulkJobs ehrBulkJobs(ServiceDatabase ehrDatabase, BulkSettings settings, InstantSource clock) {
        return new BulkJobs(ehrDatabase, settings, clock);
    }

    @Bean(destroyMethod = "close")
    BulkWorker ehrBulkWorker(
            BulkJobs ehrBulkJobs,
            ObservationSearch ehrObservationSearch,
            ObservationReader ehrObservationReader,
            PatientProvider ehrPatientProvider,
            VisiblePatients ehrVisiblePatients,
            AuditLog audit) {
        return new BulkWorker(
                ehrBulkJobs,
                ehrObservationSearch,
                ehrObservationReader,
                ehrPatientProvider,
                ehrVisiblePatients,
                audit);
    }

    @Bean
    BulkController ehrBulkController(
            BulkJobs ehrBulkJobs, BulkWorker ehrBulkWorker, AuditLog audit) {
        return new BulkController(ehrBulkJobs, ehrBulkWorker, audit);
    }

    @Bean
    ServletRegistrationBean<FhirServlet> ehrFhirServlet(
            ObservationSearch ehrObservationSearch,
            ObservationReader ehrObservationReader,
            PatientProvider ehrPatientProvider,
            VisiblePatients ehrVisiblePatients,
            CensusStore ehrCensusStore,
            BulkJobs ehrBulkJobs,
            BulkWorker ehrBulkWorker,
            AuditLog audit,
            InstantSource clock) {
        BulkKickOff bulk = new BulkKickOff(ehrBulkJobs, ehrBulkWorker, audit, clock);
        ServletRegistrationBean<FhirServlet> registration =
                new ServletRegistrationBean<>(
                        new FhirServlet(
                                List.of(
                                        ehrPatientProvider,
                                        new GroupProvider(ehrCensusStore, bulk, audit),
                                        new ObservationProvider(
                                                ehrObservationSearch,
                                                ehrObservationReader,
                                                ehrVisiblePatients,
                                                audit),
                                        new ObservationOperations(
                                                ehrObservationSearch,
                                                ehrObservationReader,
                                                ehrVisiblePatients,
                                                audit))),
                        "/fhir/*");
        registration.setName("fhir");
        return registration;
    }
}
