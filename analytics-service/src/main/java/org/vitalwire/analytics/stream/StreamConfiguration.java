package org.vitalwire.analytics.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.analytics.policy.ShippedPolicies;
import org.vitalwire.analytics.score.ScoreTables;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.CompactedTable;
import org.vitalwire.kit.kafka.KafkaClients;

/** Wires the stream: policy, topology, runner, readiness. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnalyticsSettings.class)
public class StreamConfiguration {

    /** An unsound policy stops the start: analytics must not run by a policy nobody meant. */
    @Bean
    Policy analyticsPolicy(AnalyticsSettings settings, ScoreTables analyticsScoreTables) {
        Path file = settings.policyFile();
        return file == null
                ? ShippedPolicies.ofId(settings.shippedPolicy()).policy()
                : PolicyReader.read(file, analyticsScoreTables);
    }

    /** So does an unsound table. */
    @Bean
    ScoreTables analyticsScoreTables(AnalyticsSettings settings) {
        Path directory = settings.scoreTables();
        return directory == null ? ScoreTables.shipped() : ScoreTables.shipped().with(directory);
    }

    @Bean
    Batteries analyticsBatteries() {
        return new Batteries();
    }

    @Bean
    CompactedTable<DeviceStatus> analyticsBatteryTable(
            KafkaClients clients, Batteries analyticsBatteries) {
        return new CompactedTable<>(clients, EventCodecs.DEVICE_STATUS, analyticsBatteries::change);
    }

    @Bean
    StreamsRunner analyticsStreamsRunner(
            Rulebooks analyticsPolicyLedger,
            Batteries analyticsBatteries,
            AnalyticsSettings settings,
            KafkaClients clients,
            MeterRegistry meters) {
        return new StreamsRunner(
                AnalyticsTopology.build(
                        analyticsPolicyLedger,
                        analyticsBatteries,
                        new AnalyticsMeters(meters),
                        settings.timePassesEvery()),
                streamsSettings(settings, clients),
                meters);
    }

    /** Named so that it can be put into the readiness group as {@code analyticsStreams}. */
    @Bean
    HealthIndicator analyticsStreamsHealthIndicator(StreamsRunner analyticsStreamsRunner) {
        return () ->
                (analyticsStreamsRunner.isReady() ? Health.up() : Health.outOfService())
                        .withDetail("state", analyticsStreamsRunner.state())
                        .build();
    }

    static Map<String, Object> streamsSettings(AnalyticsSettings settings, KafkaClients clients) {
        Map<String, Object> streams = clients.streamsSettings(settings.applicationId());
        streams.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
        streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        streams.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, settings.cacheBytes());
        streams.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
        // An order and a reading need no order between them; waiting would cost latency.
        streams.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        streams.put(StreamsConfig.POLL_MS_CONFIG, 50L);
        // An outage of Kafka is waited for, not died of.
        streams.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, Long.MAX_VALUE);
        streams.put(
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                Math.toIntExact(settings.linger().toMillis()));
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
        KafkaClients.sessionTimeout(settings.sessionTimeout())
                .forEach((name, value) ->
                        streams.put(StreamsConfig.mainConsumerPrefix(name), value));
        return streams;
    }
}
