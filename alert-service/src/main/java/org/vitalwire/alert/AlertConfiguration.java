package org.vitalwire.alert;

import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.alert.api.ApiConfiguration;
import org.vitalwire.alert.erasure.ErasureConfiguration;
import org.vitalwire.alert.intake.IntakeConfiguration;
import org.vitalwire.alert.ledger.LedgerConfiguration;
import org.vitalwire.alert.oncall.OnCallConfiguration;
import org.vitalwire.alert.operations.OperationsConfiguration;
import org.vitalwire.alert.page.PageConfiguration;
import org.vitalwire.alert.person.PersonConfiguration;
import org.vitalwire.alert.publication.PublicationConfiguration;
import org.vitalwire.alert.statistics.StatisticsConfiguration;
import org.vitalwire.alert.stream.StreamConfiguration;
import org.vitalwire.alert.watchdog.WatchdogConfiguration;
import org.vitalwire.alert.webhook.WebhookConfiguration;
import org.vitalwire.kit.ServiceKitConfiguration;
import org.vitalwire.kit.database.ServiceDatabase;

/** The alert service. */
@Configuration(proxyBeanMethods = false)
@Import({
    ServiceKitConfiguration.class,
    LedgerConfiguration.class,
    IntakeConfiguration.class,
    PublicationConfiguration.class,
    WebhookConfiguration.class,
    ApiConfiguration.class,
    StreamConfiguration.class,
    ErasureConfiguration.class,
    OnCallConfiguration.class,
    AlertChannels.class,
    OperationsConfiguration.class,
    PersonConfiguration.class,
    PageConfiguration.class,
    WatchdogConfiguration.class,
    StatisticsConfiguration.class
})
public class AlertConfiguration {

    /** Part of the readiness group, as {@code alert}. */
    @Bean
    HealthIndicator alertHealthIndicator(
            ServiceDatabase alertDatabase,
            ConcurrentMessageListenerContainer<String, byte[]> alertFindingListener) {
        return new AlertHealth(alertDatabase, alertFindingListener);
    }
}
