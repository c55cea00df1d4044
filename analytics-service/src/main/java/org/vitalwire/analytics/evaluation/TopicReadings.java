package org.vitalwire.analytics.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.contracts.wire.UndecodableEventException;
import org.vitalwire.kit.kafka.KafkaClients;

/**
 * Reads {@code readings.v1} again, as far back as it is kept, up to where it ended when asked. It
 * joins no group and commits nothing, so that the live stream knows nothing of it.
 */
final class TopicReadings implements RecentReadings {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients clients;

    TopicReadings(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public void since(Instant from, Consumer<Reading> each, DoubleConsumer progress) {
        try (org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer =
                clients.newConsumer("evaluation", Map.of("client.id", "evaluation"))) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topic.READINGS.topicName()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long left = seek(consumer, partitions, from, ends);
            long all = Math.max(1, left);
            while (left > 0 && !Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    give(record, each);
                }
                left = 0;
                for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                    left += Math.max(0, end.getValue() - consumer.position(end.getKey()));
                }
                progress.accept(1 - left / (double) all);
            }
        }
    }

    /** How many records lie between. */
    private static long seek(
            org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            Instant from,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(wanted);
        long between = 0;
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = starts.get(partition);
            long end = ends.getOrDefault(partition, 0L);
            long offset = start == null ? end : start.offset();
            consumer.seek(partition, offset);
            between += Math.max(0, end - offset);
        }
        return between;
    }

    /** What is no reading has been quarantined when it was new. */
    private static void give(ConsumerRecord<String, byte[]> record, Consumer<Reading> each) {
        if (record.value() != null) {
            Reading reading;
            try {
                reading = EventCodecs.READING.decode(record.value());
            } catch (UndecodableEventException e) {
                return;
            }
            if (!Canary.is(reading.deviceId())) {
                each.accept(reading);
            }
        }
    }
}
