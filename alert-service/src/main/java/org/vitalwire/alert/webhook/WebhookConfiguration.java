package org.vitalwire.alert.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.alert.ledger.CommitBell;
import org.vitalwire.alert.ledger.DeliveryPlanner;
import org.vitalwire.alert.work.WakeableLoop;
import org.vitalwire.kit.database.ServiceDatabase;

/** The webhook. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
public class WebhookConfiguration {

    /** How soon a delivery that is due again is found. */
    private static final Duration IDLE = Duration.ofMillis(500);

    @Bean
    DeliveryPlanner alertDeliveryPlanner(ServiceDatabase alertDatabase, WebhookSettings settings) {
        if (!settings.isEnabled()) {
            return (eventId, change) -> {};
        }
        return new WebhookPlanner(alertDatabase.jdbc());
    }

    @Bean
    WebhookChannel alertWebhookChannel(
            ServiceDatabase alertDatabase,
            WebhookSettings settings,
            InstantSource clock,
            MeterRegistry meters,
            CommitBell alertCommitBell) {
        if (settings.url() == null || settings.secret() == null) {
            return new WebhookChannel(List.of(), () -> {});
        }
        WebhookClient client =
                new WebhookClient(settings.url(), settings.secret(), settings.timeout());
        DeliveryQueue queue = new DeliveryQueue(alertDatabase.jdbc());
        WebhookWorker worker = new WebhookWorker(queue, client, settings, clock, meters);
        List<WakeableLoop> loops =
                IntStream.range(0, settings.workers())
                        .mapToObj(number ->
                                new WakeableLoop(
                                        "alert-webhook-" + number, IDLE, worker::deliverOne))
                        .toList();
        WebhookChannel channel = new WebhookChannel(loops, client::close);
        alertCommitBell.onRing(channel::wake);
        return channel;
    }
}
