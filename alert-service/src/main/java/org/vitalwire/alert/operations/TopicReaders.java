package org.vitalwire.alert.operations;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.vitalwire.alert.operations.ReaderProgress.Offsets;
import org.vitalwire.alert.operations.ReaderProgress.Reader;
import org.vitalwire.contracts.topic.Topic;

/** Asks the broker how far every consumer group is on the platform's topics. */
public final class TopicReaders implements AutoCloseable {

    private static final int TIMEOUT_MS = Math.toIntExact(Duration.ofSeconds(5).toMillis());
    private static final Set<String> TOPICS =
            Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());

    private final Admin admin;

    TopicReaders(Admin admin) {
        this.admin = admin;
    }

    /**
     * Whether the group has something to read.
     *
     * @throws IllegalStateException when the broker does not answer
     */
    public boolean isBehind(String group, Topic topic) {
        return offsets(Set.of(group))
                        .getOrDefault(new Reader(group, topic.topicName()), new Offsets(0, 0))
                        .lag()
                > 0;
    }

    Map<Reader, Offsets> offsets() {
        Set<String> groups =
                await(admin.listGroups(new ListGroupsOptions().timeoutMs(TIMEOUT_MS)).all())
                        .stream()
                        .map(GroupListing::groupId)
                        .collect(Collectors.toSet());
        return offsets(groups);
    }

    private Map<Reader, Offsets> offsets(Set<String> groups) {
        if (groups.isEmpty()) {
            return Map.of();
        }
        Map<String, ListConsumerGroupOffsetsSpec> all =
                groups.stream()
                        .collect(
                                Collectors.toMap(
                                        group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
                await(
                        admin.listConsumerGroupOffsets(
                                        all,
                                        new ListConsumerGroupOffsetsOptions().timeoutMs(TIMEOUT_MS))
                                .all());
        Set<TopicPartition> partitions = new HashSet<>();
        committed
                .values()
                .forEach(offsets ->
                        offsets.keySet().stream()
                                .filter(partition -> TOPICS.contains(partition.topic()))
                                .forEach(partitions::add));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                await(
                        admin.listOffsets(
                                        partitions.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                partition -> partition,
                                                                _ -> OffsetSpec.latest())),
                                        new ListOffsetsOptions().timeoutMs(TIMEOUT_MS))
                                .all());
        Map<Reader, Offsets> readers = new HashMap<>();
        committed.forEach((group, offsets) ->
                offsets.forEach((partition, offset) -> {
                    ListOffsetsResultInfo end = ends.get(partition);
                    // A partition that the group has never committed comes without an offset.
                    if (end != null && offset != null) {
                        readers.merge(
                                new Reader(group, partition.topic()),
                                new Offsets(offset.offset(), end.offset()),
                                Offsets::plus);
                    }
                }));
        return readers;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private static <T> T await(org.apache.kafka.common.KafkaFuture<T> answer) {
        try {
            return answer.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was asked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        }
    }
}
