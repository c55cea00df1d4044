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
import org.vitalwire.ehr.ledger.AlertLedger;
import org.vitalwire.ehr.ledger.DeviceLedger;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.KafkaClients;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Readings, scores, alerts and devices onto the chart. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChartingSettings.class)
public class ChartingConfiguration {

    private static final String SCORES_GROUP = "ehr-scores";
    private static final String ALERTS_GROUP = "ehr-alerts";
    private static final String DEVICES_GROUP = "ehr-devices";

    /** No sign of health for longer than this means that charting is stuck. */
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

    @Bean
    ReadingCharter ehrReadingCharter(
            KafkaClients clients,
            RecordDecoder decoder,
            ObservationLedger observationLedger,
            DeviceCharter ehrDeviceCharter,
            ChartingSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        return new ReadingCharter(
                clients, decoder, observationLedger, ehrDeviceCharter, settings, clock, meters);
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
    DeviceCharter ehrDeviceCharter(
            RecordDecoder decoder, DeviceLedger ehrDeviceLedger, MeterRegistry meters) {
        return new DeviceCharter(decoder, ehrDeviceLedger, meters);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ehrDeviceStatusListener(
            BatchListeners listeners, DeviceCharter ehrDeviceCharter) {
        return listeners.listen(DEVICES_GROUP, Topic.DEVICE_STATUS, 1, Map.of(), ehrDeviceCharter);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> ehrAlertListener(
            BatchListeners listeners,
            RecordDecoder decoder,
            AlertLedger ehrAlertLedger,
            MeterRegistry meters) {
        return listeners.listen(
                ALERTS_GROUP,
                Topic.ALERTS,
                1,
                Map.of(),
                new AlertCharter(decoder, ehrAlertLedger, meters));
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
