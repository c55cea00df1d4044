package org.vitalwire.analytics.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.wire.EventCodec;
import org.vitalwire.contracts.wire.UndecodableEventException;
import org.vitalwire.kit.kafka.KafkaClients;

/** Reads what a topic was told from a moment on until now; bounded in records and in time. */
final class TopicRange {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;
    private final int mostRecords;
    private final Duration longest;

    TopicRange(KafkaClients clients, int mostRecords, Duration longest) {
        this.clients = clients;
        this.mostRecords = mostRecords;
        this.longest = longest;
    }

    /**
     * @param from our time
     * @return whether there was more than was read
     */
    <E> boolean read(EventCodec<E> codec, Instant from, Consumer<E> each) {
        Map<String, Object> settings = clients.consumerSettings("analytics-report");
        settings.put(
                ConsumerConfig.CLIENT_ID_CONFIG, "analytics-report-" + codec.topic().topicName());
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(codec.topic().topicName()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            seek(consumer, partitions, from, ends);
            return drain(consumer, ends, codec, each);
        }
    }

    private static void seek(
            KafkaConsumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            Instant from,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times =
                partitions.stream()
                        .collect(Collectors.toMap(p -> p, p -> Math.max(0, from.toEpochMilli())));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> begins =
                new HashMap<>(consumer.offsetsForTimes(times));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp begin = begins.get(partition);
            Long end = ends.get(partition);
            consumer.seek(partition, begin != null ? begin.offset() : end == null ? 0 : end);
        }
    }

    private <E> boolean drain(
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, Long> ends,
            EventCodec<E> codec,
            Consumer<E> each) {
        long deadline = System.nanoTime() + longest.toNanos();
        int records = 0;
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (records >= mostRecords || System.nanoTime() > deadline) {
                return true;
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                records++;
                decode(codec, record, each);
            }
        }
        return false;
    }

    /** What is not an event counts for nothing. */
    private static <E> void decode(
            EventCodec<E> codec, ConsumerRecord<String, byte[]> record, Consumer<E> each) {
        if (record.value() != null) {
            E event;
            try {
                event = codec.decode(record.value());
            } catch (UndecodableEventException e) {
                return;
            }
            each.accept(event);
        }
    }
}
