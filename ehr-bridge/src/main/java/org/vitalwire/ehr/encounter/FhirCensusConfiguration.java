package org.vitalwire.ehr.encounter;

import io.micrometer.core.instrument.Gauge;
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
import org.vitalwire.kit.security.PublicPath;

/** The census from a FHIR server, where one is named. */
@Configuration(value = "ehrFhirCensusConfiguration", proxyBeanMethods = false)
@EnableConfigurationProperties(FhirCensusSettings.class)
public class FhirCensusConfiguration {

    private static final String CONFIGURED = "!'${vitalwire.ehr.census-fhir.url:}'.isBlank()";

    private static final String SUBSCRIBED =
            CONFIGURED + " && !'${vitalwire.ehr.census-fhir.subscription.topic:}'.isBlank()";

    @Bean
    @ConditionalOnExpression(CONFIGURED)
    FhirCensusPoll ehrFhirCensusPoll(
            FhirCensusSettings settings,
            ServerAccesses ehrServerAccesses,
            CensusDesk ehrCensusDesk,
            ServiceDatabase ehrDatabase,
            InstantSource clock,
            MeterRegistry meters) {
        String baseUrl = settings.baseUrl().orElseThrow();
        ServerAccess access = ehrServerAccesses.to(baseUrl, settings.access()).get();
        FhirReader server = new FhirReader(baseUrl, access, settings.requestTimeout());
        FhirCensus census =
                new FhirCensus(
                        server,
                        settings,
                        ehrCensusDesk,
                        new PollProgress(ehrDatabase.jdbc(), baseUrl),
                        clock);
        return new FhirCensusPoll(
                look(census, server, settings.subscription(), clock, meters),
                access,
                settings.interval(),
                clock,
                meters);
    }

    private static FhirCensusPoll.Look look(
            FhirCensus census,
            FhirReader server,
            SubscriptionSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        if (!settings.isWanted()) {
            return census::look;
        }
        FhirSubscription subscription = new FhirSubscription(server, settings, clock);
        Gauge.builder(
                        "vitalwire.ehr.census.fhir.subscribed",
                        subscription,
                        kept -> kept.isActive() ? 1 : 0)
                .strongReference(true)
                .register(meters);
        return () -> {
            // Before the look: what comes between the two is notified.
            subscription.keep();
            census.look();
        };
    }

    @Bean
    @ConditionalOnExpression(SUBSCRIBED)
    NotificationController ehrCensusNotificationController(
            FhirCensusSettings settings, FhirCensusPoll ehrFhirCensusPoll) {
        return new NotificationController(
                settings.subscription().secret(), ehrFhirCensusPoll::lookSoon);
    }

    /** The server has no token of ours; it shows the secret. */
    @Bean
    @ConditionalOnExpression(SUBSCRIBED)
    PublicPath ehrCensusNotificationPath() {
        return new PublicPath(NotificationController.PATH);
    }
}
