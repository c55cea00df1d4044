package org.vitalwire.gateway.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.topic.Topic;

/** Whether Kafka is there: asked at the start and by readiness probes. */
public final class StreamReadiness implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StreamReadiness.class);
    private static final List<Topic> WRITTEN =
            List.of(
                    Topic.READINGS,
                    Topic.WAVEFORMS,
                    Topic.REJECTED,
                    Topic.DEVICE_STATUS,
                    Topic.DEVICE_EVENTS);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration SAY_SO_EVERY = Duration.ofSeconds(5);
    private static final int ANSWER_WITHIN_MS = 2_000;

    private final Producer<String, byte[]> producer;
    private final Admin admin;

    public StreamReadiness(Producer<String, byte[]> producer, Admin admin) {
        this.producer = producer;
        this.admin = admin;
    }

    /** Waits until the producer knows the partitions of all topics that it writes. */
    public void awaitMetadata() {
        long said = System.nanoTime();
        for (Topic topic : WRITTEN) {
            while (!knows(topic)) {
                if (System.nanoTime() - said > SAY_SO_EVERY.toNanos()) {
                    said = System.nanoTime();
                    log.atWarn().addKeyValue("topic", topic.topicName()).log("waiting for Kafka");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("interrupted while waiting for Kafka");
                }
            }
        }
    }

    public boolean isReachable() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_WITHIN_MS))
                    .nodes()
                    .get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The producer never waits, so each question only starts the search for the answer. */
    private boolean knows(Topic topic) {
        try {
            return !producer.partitionsFor(topic.topicName()).isEmpty();
        } catch (KafkaException e) {
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
