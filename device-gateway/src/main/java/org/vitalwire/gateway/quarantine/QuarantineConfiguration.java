package org.vitalwire.gateway.quarantine;

import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.stream.RecordStream;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.RecordDecoder;

/** The quarantine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuarantineSettings.class)
@Import({RejectionController.class, ReplayController.class})
public class QuarantineConfiguration {

    /** Of up to 256 KiB each. */
    private static final int MOST_IN_A_BATCH = 50;

    @Bean
    RejectionStore gatewayRejectionStore(ServiceDatabase gatewayDatabase) {
        return new RejectionStore(gatewayDatabase);
    }

    @Bean
    QuarantinedPayloads gatewayQuarantinedPayloads(RejectionStore store) {
        return new QuarantinedPayloads(store);
    }

    @Bean
    Replayer gatewayReplayer(
            Intake intake,
            DeviceRegistry registry,
            RecordStream stream,
            RejectionStore store,
            InstantSource clock) {
        return new Replayer(intake, registry, stream, store, clock);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> gatewayRejectionListener(
            BatchListeners listeners,
            RecordDecoder decoder,
            RejectionStore store,
            QuarantineSettings settings,
            InstantSource clock) {
        return listeners.listen(
                "device-gateway-rejections",
                Topic.REJECTED,
                1,
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_IN_A_BATCH),
                new RejectionKeeper(decoder, store, settings.retention(), clock));
    }
}
