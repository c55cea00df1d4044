package org.vitalwire.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.vitalwire.contracts.topic.Topic;

/**
 * Logs which partitions a listener takes and gives up, and keeps their number as a gauge: over all
 * instances the gauges add up to the topic's partitions, or somebody's records wait.
 */
final class AssignmentsSaid implements ConsumerAwareRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(AssignmentsSaid.class);

    private final String groupId;
    private final Set<TopicPartition> held = ConcurrentHashMap.newKeySet();

    AssignmentsSaid(String groupId, Topic topic, MeterRegistry meters) {
        this.groupId = groupId;
        meters.gauge(
                "vitalwire.partitions.assigned",
                Tags.of("group", groupId, "topic", topic.topicName()),
                held,
                Set::size);
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        held.addAll(partitions);
        say("partitions assigned", partitions);
    }

    @Override
    public void onPartitionsRevokedAfterCommit(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        held.removeAll(partitions);
        say("partitions revoked", partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        held.removeAll(partitions);
        say("partitions lost", partitions);
    }

    private void say(String what, Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            log.atInfo()
                    .addKeyValue("group", groupId)
                    .addKeyValue(
                            "partitions",
                            partitions.stream().map(TopicPartition::toString).sorted().toList())
                    .log(what);
        }
    }
}
