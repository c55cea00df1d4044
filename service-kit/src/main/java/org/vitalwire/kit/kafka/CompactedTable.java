package org.vitalwire.kit.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.contracts.wire.EventCodec;
import org.vitalwire.contracts.wire.UndecodableEventException;

/**
 * Follows a compacted topic from its beginning, all partitions, without a group: every process sees
 * the whole table. Starting waits until it has caught up with what was there.
 *
 * @param <E> the event
 */
public final class CompactedTable<E> implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CompactedTable.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final EventCodec<E> codec;
    private final BiConsumer<String, @Nullable E> onChange;
    private volatile boolean running;
    private @Nullable Thread thread;
    private volatile @Nullable Consumer<String, byte[]> consumer;

    /**
     * @param onChange takes the key and the newest event, or null when the key was forgotten;
     *     called on one thread
     */
    public CompactedTable(
            KafkaClients clients, EventCodec<E> codec, BiConsumer<String, @Nullable E> onChange) {
        this.clients = clients;
        this.codec = codec;
        this.onChange = onChange;
    }

    @Override
    public void start() {
        running = true;
        CountDownLatch caughtUp = new CountDownLatch(1);
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("table-" + codec.topic().topicName())
                        .start(() -> follow(caughtUp));
        try {
            caughtUp.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(CountDownLatch caughtUp) {
        while (running) {
            try (Consumer<String, byte[]> opened =
                    clients.newConsumer(
                            "table", Map.of("client.id", "table-" + codec.topic().topicName()))) {
                consumer = opened;
                read(opened, caughtUp);
            } catch (WakeupException e) {
                // stop() woke us
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("topic", codec.topic().topicName())
                        .addKeyValue("exception", e.getClass().getName())
                        .log("table lost its topic, reading it again");
                pause();
            }
        }
        caughtUp.countDown();
    }

    private void read(Consumer<String, byte[]> opened, CountDownLatch caughtUp) {
        List<TopicPartition> partitions =
                opened.partitionsFor(codec.topic().topicName()).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        opened.assign(partitions);
        opened.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = opened.endOffsets(partitions);
        while (running) {
            for (ConsumerRecord<String, byte[]> record : opened.poll(POLL)) {
                apply(record);
            }
            if (caughtUp.getCount() > 0
                    && ends.entrySet().stream()
                            .allMatch(end -> opened.position(end.getKey()) >= end.getValue())) {
                caughtUp.countDown();
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        try {
            onChange.accept(
                    record.key(), record.value() == null ? null : codec.decode(record.value()));
        } catch (UndecodableEventException e) {
            log.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("offset", record.offset())
                    .log("record is not an event, left out of the table");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAULT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        Consumer<String, byte[]> opened = consumer;
        if (opened != null) {
            opened.wakeup();
        }
        Thread following = thread;
        if (following != null) {
            try {
                following.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before every listener: whoever handles an event may ask the table. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE / 2;
    }
}
