package org.vitalwire.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Kafka for a service. Topics exist before anything else of it is built. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
public class KafkaConfiguration {

    /** Provisions the topics first, so that whoever holds a client can rely on them. */
    @Bean
    KafkaClients kafkaClients(KafkaSettings settings, MeterRegistry meters)
            throws InterruptedException {
        KafkaClients clients = new KafkaClients(settings, meters);
        new TopicProvisioner(clients, settings).provision();
        return clients;
    }

    @Bean
    EventPublisher eventPublisher(KafkaClients clients) {
        return new EventPublisher(clients.newProducer("vitalwire-events", Map.of()));
    }

    @Bean
    BatchListeners batchListeners(KafkaClients clients, MeterRegistry meters) {
        return new BatchListeners(clients, meters);
    }

    @Bean
    RecordDecoder recordDecoder(
            EventPublisher publisher, InstantSource clock, MeterRegistry meters) {
        return new RecordDecoder(publisher, clock, meters);
    }
}
