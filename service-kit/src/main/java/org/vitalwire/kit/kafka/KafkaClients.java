package org.vitalwire.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka clients whose settings lose nothing. Kafka's own defaults give a send up after 120 s, skip
 * what a new group missed, show aborted records and commit what was not processed; each is set
 * here.
 */
public final class KafkaClients {

    /** How long a send is retried: longer than any outage that devices can bridge. */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofHours(24);

    /** What a process that died was reading is read by another one after this. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(12);

    private final KafkaSettings settings;
    private final MeterRegistry meters;

    KafkaClients(KafkaSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    public Map<String, Object> producerSettings(String clientId) {
        Map<String, Object> producer = common();
        producer.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression().name);
        producer.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(DELIVERY_TIMEOUT.toMillis()));
        producer.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, DELIVERY_TIMEOUT.toMillis());
        return producer;
    }

    public Map<String, Object> consumerSettings(String groupId) {
        Map<String, Object> consumer = common();
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Of the newer protocol's consumer (4.2) each poll asks the broker once: what comes after a
        // quiet half second waits for the poll's end (KAFKA-20780). Here, too, who stays in a group
        // reads on while others come and go.
        consumer.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        consumer.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        consumer.putAll(sessionTimeout(SESSION_TIMEOUT));
        return consumer;
    }

    /**
     * Consumer settings by which others read on what a process that died was reading.
     *
     * @param timeout after which they do; the broker must allow it (group.min.session.timeout.ms, 6
     *     s by default)
     */
    public static Map<String, Object> sessionTimeout(Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        return Map.of(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                millis,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                millis / 4);
    }

    /** Settings of Kafka Streams, by name: only one service carries that library. */
    public Map<String, Object> streamsSettings(String applicationId) {
        Map<String, Object> streams = common();
        streams.put("application.id", applicationId);
        streams.put("replication.factor", (int) settings.replicationFactor());
        streams.put("producer." + ProducerConfig.ACKS_CONFIG, "all");
        streams.put(
                "producer." + ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(DELIVERY_TIMEOUT.toMillis()));
        streams.put(
                "producer." + ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression().name);
        streams.put("main.consumer." + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return streams;
    }

    /** A producer whose metrics are registered. The caller closes it. */
    public Producer<String, byte[]> newProducer(String clientId, Map<String, Object> overrides) {
        Map<String, Object> producerSettings = producerSettings(clientId);
        producerSettings.putAll(overrides);
        Producer<String, byte[]> producer = new KafkaProducer<>(producerSettings);
        new KafkaClientMetrics(producer).bindTo(meters);
        return producer;
    }

    /** A consumer whose metrics are registered. The caller closes it. */
    public Consumer<String, byte[]> newConsumer(String groupId, Map<String, Object> overrides) {
        Map<String, Object> consumerSettings = consumerSettings(groupId);
        consumerSettings.putAll(overrides);
        Consumer<String, byte[]> consumer = new KafkaConsumer<>(consumerSettings);
        new KafkaClientMetrics(consumer).bindTo(meters);
        return consumer;
    }

    /** The caller closes it. */
    public Admin newAdmin() {
        return Admin.create(common());
    }

    private Map<String, Object> common() {
        Map<String, Object> common = new HashMap<>(settings.properties());
        common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        common.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        common.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        return common;
    }
}
