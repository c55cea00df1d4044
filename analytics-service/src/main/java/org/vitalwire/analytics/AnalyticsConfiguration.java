package org.vitalwire.analytics;

import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.analytics.decision.DecisionConfiguration;
import org.vitalwire.analytics.evaluation.EvaluationConfiguration;
import org.vitalwire.analytics.oxygen.OxygenTargetConfiguration;
import org.vitalwire.analytics.stream.StreamConfiguration;
import org.vitalwire.kit.ServiceKitConfiguration;

/** All of analytics, for a process of its own or for one that holds every service. */
@Configuration(proxyBeanMethods = false)
@Import({
    ServiceKitConfiguration.class,
    StreamConfiguration.class,
    DecisionConfiguration.class,
    EvaluationConfiguration.class,
    OxygenTargetConfiguration.class
})
public class AnalyticsConfiguration {

    @Bean
    GroupedOpenApi analyticsApi() {
        return GroupedOpenApi.builder()
                .group("analytics")
                .pathsToMatch(
                        "/api/v1/patients/*/oxygen-target",
                        "/api/v1/policies",
                        "/api/v1/policies/**")
                .build();
    }
}
