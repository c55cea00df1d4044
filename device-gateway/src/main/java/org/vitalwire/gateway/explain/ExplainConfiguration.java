package org.vitalwire.gateway.explain;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.gateway.intake.Intake;

/** Explanations. */
@Configuration(proxyBeanMethods = false)
@Import(ExplainController.class)
public class ExplainConfiguration {

    @Bean
    Explainer gatewayExplainer(Intake intake) {
        return new Explainer(intake);
    }
}
