package org.vitalwire.alert.api;

import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.alert.ledger.EpisodeQueries;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.security.PatientAccess;

/** Alerts and findings over HTTP. */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {

    @Bean
    AlertViews alertViews(CensusDirectory census) {
        return new AlertViews(census);
    }

    @Bean
    AlertController alertController(
            EpisodeQueries alertEpisodeQueries,
            EpisodeLedger alertEpisodeLedger,
            CensusDirectory census,
            PatientAccess access,
            AlertViews alertViews,
            AuditLog audit) {
        return new AlertController(
                alertEpisodeQueries,
                alertEpisodeLedger,
                new PatientScope(census, access),
                alertViews,
                audit);
    }

    @Bean
    FindingController alertFindingController(
            EpisodeQueries alertEpisodeQueries,
            CensusDirectory census,
            PatientAccess access,
            AlertViews alertViews,
            AuditLog audit) {
        return new FindingController(
                alertEpisodeQueries, new PatientScope(census, access), alertViews, audit);
    }

    @Bean
    GroupedOpenApi alertOpenApi() {
        return GroupedOpenApi.builder()
                .group("alert")
                .packagesToScan("org.vitalwire.alert")
                .build();
    }
}
