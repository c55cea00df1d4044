package org.vitalwire.benchmarks.hop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.vitalwire.benchmarks.load.MicroClock;

/** Reads a topic from its end on, and says when each record arrived. */
public final class TopicWatch implements AutoCloseable {

    private final Consumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean running = true;

    /** Returns once it stands at the end of every partition. */
    public TopicWatch(
            String bootstrapServers,
            String topic,
            ObjLongConsumer<ConsumerRecord<String, byte[]>> arrived) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "enable.auto.commit",
                                false,
                                "isolation.level",
                                "read_committed"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().daemon().name("watch-" + topic).start(() -> read(arrived));
    }

    private void read(ObjLongConsumer<ConsumerRecord<String, byte[]>> arrived) {
        try (consumer) {
            while (running) {
                var records = consumer.poll(Duration.ofMillis(100));
                long now = MicroClock.now();
                records.forEach(record -> arrived.accept(record, now));
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join();
    }
}
