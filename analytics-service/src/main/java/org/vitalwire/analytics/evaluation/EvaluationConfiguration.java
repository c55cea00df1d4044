package org.vitalwire.analytics.evaluation;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.kit.kafka.KafkaClients;

/** Wires evaluations that are asked for over HTTP. */
@Configuration(proxyBeanMethods = false)
@Import(EvaluationController.class)
public class EvaluationConfiguration {

    @Bean
    EvaluationDesk analyticsEvaluationDesk(
            KafkaClients clients, Rulebooks analyticsPolicyLedger, InstantSource clock) {
        return new EvaluationDesk(new TopicReadings(clients), analyticsPolicyLedger, clock);
    }
}
