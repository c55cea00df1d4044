package org.vitalwire.ehr.encounter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.ehr.access.ServerAccess;
import org.vitalwire.ehr.access.ServerAccesses;
import org.vitalwire.ehr.census.CensusDesk;
import org.vitalwire.kit.database.ServiceDatabase;

/** The census from a FHIR server, where one is named. */
@Configuration(value = "ehrFhirCensusConfiguration", proxyBeanMethods = false)
@EnableConfigurationProperties(FhirCensusSettings.class)
public class FhirCensusConfiguration {

    @Bean
    @ConditionalOnExpression("!'${vitalwire.ehr.census-fhir.url:}'.isBlank()")
    FhirCensusPoll ehrFhirCensusPoll(
            FhirCensusSettings settings,
            ServerAccesses ehrServerAccesses,
            CensusDesk ehrCensusDesk,
            ServiceDatabase ehrDatabase,
            InstantSource clock,
            MeterRegistry meters) {
        String baseUrl = settings.baseUrl().orElseThrow();
        ServerAccess access = ehrServerAccesses.to(baseUrl, settings.access()).get();
        return new FhirCensusPoll(
                new FhirCensus(
                        new FhirReader(baseUrl, access, settings.requestTimeout()),
                        settings,
                        ehrCensusDesk,
                        new PollProgress(ehrDatabase.jdbc(), baseUrl),
                        clock),
                access,
                settings.interval(),
                clock,
                meters);
    }
}
