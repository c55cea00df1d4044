package org.vitalwire.alert.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.kafka.KafkaClients;
import org.vitalwire.kit.kafka.RecordDecoder;

/** The consumer of findings.v1. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
public class IntakeConfiguration {

    /** The consumer group that takes findings in. */
    public static final String GROUP = "alert";

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> alertFindingListener(
            BatchListeners listeners,
            RecordDecoder decoder,
            EpisodeLedger alertEpisodeLedger,
            EventPublisher publisher,
            InstantSource clock,
            MeterRegistry meters,
            IntakeSettings settings,
            ForgottenPatients alertForgottenPatients) {
        Map<String, Object> overrides = new HashMap<>();
        // A finding must not wait for company: the broker answers a fetch at the first byte.
        overrides.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        overrides.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchSize());
        overrides.putAll(KafkaClients.sessionTimeout(settings.sessionTimeout()));
        return listeners.listen(
                GROUP,
                Topic.FINDINGS,
                settings.concurrency(),
                overrides,
                new FindingIntake(
                        decoder,
                        alertEpisodeLedger,
                        publisher,
                        clock,
                        meters,
                        alertForgottenPatients));
    }
}
