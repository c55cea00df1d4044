package org.vitalwire.kit.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;
import org.vitalwire.contracts.topic.Topic;

/**
 * Logs and counts every batch that could not be kept, so that a listener never fails in silence,
 * and says when batches are kept again.
 */
final class RetriesSaid implements RetryListener {

    private static final Logger log = LoggerFactory.getLogger(RetriesSaid.class);

    private final String groupId;
    private final Topic topic;
    private final Counter retries;

    /** Each consumer has a thread of its own, which retries until its batch is kept. */
    private final ThreadLocal<Integer> failedInARow = ThreadLocal.withInitial(() -> 0);

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

    /** A batch was kept, at the first attempt or a later one. */
    void kept() {
        int failed = failedInARow.get();
        if (failed > 0) {
            failedInARow.set(0);
            log.atInfo()
                    .addKeyValue("group", groupId)
                    .addKeyValue("topic", topic.topicName())
                    .addKeyValue("failedAttempts", failed)
                    .log("batches are kept again");
        }
    }

    private void say(@Nullable Exception exception, int attempt) {
        retries.increment();
        failedInARow.set(failedInARow.get() + 1);
        log.atWarn()
                .addKeyValue("group", groupId)
                .addKeyValue("topic", topic.topicName())
                .addKeyValue("attempt", attempt)
                .addKeyValue("exception", rootOf(exception))
                .addKeyValue("sqlState", sqlStateOf(exception))
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

    /** Tells a full disk (53100) from a server that is away (08001) without quoting anything. */
    static String sqlStateOf(@Nullable Throwable exception) {
        for (Throwable e = exception; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "none";
    }
}
