package org.vitalwire.ehr.charting;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.KafkaClients;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Readings and scores onto the chart. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChartingSettings.class)
public class ChartingConfiguration {

    private static final String SCORES_GROUP = "ehr-scores";

    /** No sign of health for longer than this means that charting is stuck. */
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

    @Bean
    ReadingCharter ehrReadingCharter(
            KafkaClients clients,
            RecordDecoder decoder,
            ObservationLedger observationLedger,
            ChartingSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        return new ReadingCharter(clients, decoder, observationLedger, settings, clock, meters);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ehrScoreListener(
            BatchListeners listeners,
            RecordDecoder decoder,
            ObservationLedger observationLedger,
            ChartingSettings settings,
            MeterRegistry meters) {
        return listeners.listen(
                SCORES_GROUP,
                Topic.SCORES,
                1,
                Map.of(),
                new ScoreCharter(decoder, observationLedger, settings, meters));
    }

    @Bean
    HealthIndicator ehrChartingHealthIndicator(
            ReadingCharter ehrReadingCharter, InstantSource clock) {
        return () ->
                ehrReadingCharter.isRunning()
                                && Duration.between(ehrReadingCharter.healthyAt(), clock.instant())
                                                .compareTo(STUCK_AFTER)
                                        < 0
                        ? Health.up().build()
                        : Health.outOfService().build();
    }
}
