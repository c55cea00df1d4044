package org.vitalwire.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import org.vitalwire.contracts.topic.Topic;

/**
 * Listeners that commit offsets only after a batch is kept. A batch that cannot be kept is retried
 * for ever with back-off while the partition waits: an outage pauses, it does not skip.
 */
public final class BatchListeners {

    private static final long FIRST_RETRY_MS = 200;
    private static final long LONGEST_RETRY_MS = 10_000;

    private final KafkaClients clients;
    private final MeterRegistry meters;

    BatchListeners(KafkaClients clients, MeterRegistry meters) {
        this.clients = clients;
        this.meters = meters;
    }

    /**
     * A container for Spring to start and stop.
     *
     * @param overrides of consumer properties, such as {@code max.poll.records}
     */
    public ConcurrentMessageListenerContainer<String, byte[]> listen(
            String groupId,
            Topic topic,
            int concurrency,
            Map<String, Object> overrides,
            BatchHandler handler) {
        Map<String, Object> consumer = clients.consumerSettings(groupId);
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, groupId + "-" + topic.topicName());
        consumer.putAll(overrides);
        DefaultKafkaConsumerFactory<String, byte[]> factory =
                new DefaultKafkaConsumerFactory<>(consumer);
        factory.addListener(new MicrometerConsumerListener<>(meters));

        ContainerProperties properties = new ContainerProperties(topic.topicName());
        properties.setGroupId(groupId);
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setSyncCommits(true);
        properties.setConsumerRebalanceListener(new AssignmentsSaid(groupId, topic, meters));
        RetriesSaid said = new RetriesSaid(groupId, topic, meters);
        BatchMessageListener<String, byte[]> listener =
                batch -> {
                    handler.handle(batch);
                    said.kept();
                };
        properties.setMessageListener(listener);

        ConcurrentMessageListenerContainer<String, byte[]> container =
                new ConcurrentMessageListenerContainer<>(factory, properties);
        container.setConcurrency(concurrency);
        container.setBeanName(groupId + "-" + topic.topicName());
        container.setCommonErrorHandler(retryForEver(said));
        return container;
    }

    private static DefaultErrorHandler retryForEver(RetriesSaid said) {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_RETRY_MS, 2);
        backOff.setMaxInterval(LONGEST_RETRY_MS);
        DefaultErrorHandler errorHandler = new DefaultErrorHandler(backOff);
        // The default gives classes of exceptions up at once that it takes for fatal.
        errorHandler.setClassifications(Map.of(), true);
        errorHandler.setRetryListeners(said);
        return errorHandler;
    }
}
