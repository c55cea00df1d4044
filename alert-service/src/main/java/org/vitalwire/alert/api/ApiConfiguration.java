package org.vitalwire.alert.api;

import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.episode.EscalationPlans;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.alert.ledger.EpisodeQueries;
import org.vitalwire.alert.page.PageQueries;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.security.PatientAccess;

/** Alerts and findings over HTTP. */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {

    @Bean
    AlertViews alertViews(
            CensusDirectory census,
            EscalationPlans alertEscalationPlans,
            PageQueries alertPageQueries) {
        return new AlertViews(census, alertEscalationPlans, alertPageQueries);
    }

    @Bean
    AlertController alertController(
            EpisodeQueries alertEpisodeQueries,
            CensusDirectory census,
            PatientAccess access,
            AlertViews alertViews,
            AuditLog audit) {
        return new AlertController(
                alertEpisodeQueries,
                new AlertScope(alertEpisodeQueries, new PatientScope(census, access)),
                new PatientScope(census, access),
                alertViews,
                audit);
    }

    @Bean
    DeedController alertDeedController(
            EpisodeQueries alertEpisodeQueries,
            EpisodeLedger alertEpisodeLedger,
            CensusDirectory census,
            PatientAccess access,
            AlertViews alertViews,
            AuditLog audit) {
        return new DeedController(
                alertEpisodeLedger,
                new AlertScope(alertEpisodeQueries, new PatientScope(census, access)),
                alertViews,
                audit);
    }

    @Bean
    EscalationPlanController alertEscalationPlanController(EscalationPlans alertEscalationPlans) {
        return new EscalationPlanController(alertEscalationPlans);
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
