package org.vitalwire.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes and reads raw records: keys as text, values as bytes. Joins no group, commits nothing. */
public final class KafkaProbe {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;

    public KafkaProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Produces one record and returns once it is acknowledged by all in-sync replicas. */
    public RecordMetadata produce(String topic, String key, byte[] value) {
        return produce(topic, key, value, Map.of());
    }

    /**
     * @param headers names to text values
     */
    public RecordMetadata produce(
            String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return produceAll(List.of(record)).getFirst();
    }

    /** Produces the records in order and returns once all are acknowledged. */
    public List<RecordMetadata> produceAll(List<ProducerRecord<String, byte[]>> records) {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            List<RecordMetadata> acknowledged = new ArrayList<>(records.size());
            for (var sent : records.stream().map(producer::send).toList()) {
                acknowledged.add(sent.get());
            }
            return acknowledged;
        } catch (ExecutionException e) {
            throw new IllegalStateException("record was not acknowledged", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything in the topic now, committed records only; empty where there is no such topic. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            if (!assignFromBeginning(consumer, topic)) {
                return found;
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found::add);
            }
            return found;
        }
    }

    /** Waits up to 30 s for at least {@code count} records. */
    public List<ConsumerRecord<String, byte[]>> await(String topic, int count) {
        return await(topic, count, any -> true, Duration.ofSeconds(30));
    }

    /**
     * Reads the topic from its beginning until {@code count} records match.
     *
     * @return all matching records seen, {@code count} or more
     * @throws AssertionError when the time is over, saying how many there were
     */
    public List<ConsumerRecord<String, byte[]>> await(
            String topic,
            int count,
            Predicate<ConsumerRecord<String, byte[]>> matches,
            Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        int read = 0;
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            boolean assigned = false;
            while (found.size() < count && System.nanoTime() < deadline) {
                assigned = assigned || assignFromBeginning(consumer, topic);
                if (!assigned) {
                    pause();
                    continue;
                }
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    read++;
                    if (matches.test(record)) {
                        found.add(record);
                    }
                }
            }
        }
        if (found.size() < count) {
            throw new AssertionError(
                    "%s: %d of %d wanted records after %s (%d read in all)"
                            .formatted(topic, found.size(), count, atMost, read));
        }
        return found;
    }

    /** Text of a header, empty where the record has none of that name. */
    public static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private boolean assignFromBeginning(KafkaConsumer<String, byte[]> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.listTopics().getOrDefault(topic, List.of());
        if (partitions.isEmpty()) {
            return false;
        }
        consumer.assign(
                partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList());
        consumer.seekToBeginning(consumer.assignment());
        return true;
    }

    /** A topic that is yet to be created has nothing to poll: look again shortly. */
    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(POLL.toNanos());
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
