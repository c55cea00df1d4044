package org.vitalwire.kit.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;
import org.vitalwire.contracts.topic.Topic;

/**
 * Logs and counts every batch that could not be kept, so that a listener never fails in silence.
 */
final class RetriesSaid implements RetryListener {

    private static final Logger log = LoggerFactory.getLogger(RetriesSaid.class);

    private final String groupId;
    private final Topic topic;
    private final Counter retries;

    RetriesSaid(String groupId, Topic topic, MeterRegistry meters) {
        this.groupId = groupId;
        this.topic = topic;
        this.retries =
                meters.counter(
                        "vitalwire.batches.retried", "group", groupId, "topic", topic.topicName());
    }

    @Override
    public void failedDelivery(
            ConsumerRecord<?, ?> record, @Nullable Exception exception, int attempt) {
        say(exception, attempt);
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> records, Exception exception, int attempt) {
        say(exception, attempt);
    }

    private void say(@Nullable Exception exception, int attempt) {
        retries.increment();
        log.atWarn()
                .addKeyValue("group", groupId)
                .addKeyValue("topic", topic.topicName())
                .addKeyValue("attempt", attempt)
                .addKeyValue("exception", rootOf(exception))
                .log("batch not kept, trying again");
    }

    /** The class only: messages of database exceptions quote values. */
    private static String rootOf(@Nullable Exception exception) {
        Throwable root = exception;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null ? "unknown" : root.getClass().getName();
    }
}
