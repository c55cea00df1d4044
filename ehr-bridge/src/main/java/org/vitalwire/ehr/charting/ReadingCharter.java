package org.vitalwire.ehr.charting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.kit.kafka.KafkaClients;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.kit.kafka.RecordDecoder;

/**
 * Charts readings by the minute. Minutes are gathered in memory; an offset is committed only when
 * every minute that rests on an earlier record stands in the ledger. After a crash those records
 * are read again, and what they add to a charted minute is nothing, as it has them.
 */
final class ReadingCharter implements SmartLifecycle {

    static final String GROUP = "ehr";

    private static final Logger log = LoggerFactory.getLogger(ReadingCharter.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    private static final Duration START_OVER_AFTER = Duration.ofSeconds(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final int ENTRIES_PER_TRANSACTION = 500;

    private final KafkaClients clients;
    private final RecordDecoder decoder;
    private final ObservationLedger ledger;
    private final DeviceCharter devices;
    private final ChartingSettings settings;
    private final InstantSource clock;
    private final Counter charted;

    private final Map<TopicPartition, Progress> partitions = new HashMap<>();
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private @Nullable Thread thread;
    private volatile boolean running;
    private volatile Instant healthyAt = Instant.EPOCH;

    /** How far a partition has been read, and what of it is not charted yet. */
    private static final class Progress {
        private final OpenMinutes minutes;
        private long next;
        private long committed = -1;

        Progress(OpenMinutes minutes) {
            this.minutes = minutes;
        }
    }

    ReadingCharter(
            KafkaClients clients,
            RecordDecoder decoder,
            ObservationLedger ledger,
            DeviceCharter devices,
            ChartingSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.clients = clients;
        this.decoder = decoder;
        this.ledger = ledger;
        this.devices = devices;
        this.settings = settings;
        this.clock = clock;
        this.charted = meters.counter("vitalwire.ehr.charted", "kind", "measurement");
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("ehr-charting").start(this::runUntilStopped);
    }

    @Override
    public void stop() {
        running = false;
        Consumer<String, byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        if (thread != null) {
            try {
                thread.join(STOP_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** When readings were last taken in, and charted where they were due, without a fault. */
    Instant healthyAt() {
        return healthyAt;
    }

    private void runUntilStopped() {
        while (running) {
            try (Consumer<String, byte[]> kafka = newConsumer()) {
                consumer = kafka;
                run(kafka);
            } catch (WakeupException e) {
                log.atDebug().log("charting stops");
            } catch (RuntimeException e) {
                // Whatever is not committed is read again.
                log.atError()
                        .addKeyValue("exception", e.getClass().getName())
                        .log("charting failed, starting over");
                LockSupport.parkNanos(START_OVER_AFTER.toNanos());
            } finally {
                partitions.clear();
            }
        }
    }

    private Consumer<String, byte[]> newConsumer() {
        return clients.newConsumer(
                GROUP,
                Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        GROUP + "-" + Topic.READINGS.topicName(),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        settings.maximumPollRecords(),
                        // A chart can wait for a fuller fetch.
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        64 * 1024,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        500));
    }

    private void run(Consumer<String, byte[]> kafka) {
        kafka.subscribe(List.of(Topic.READINGS.topicName()), new Reassigned());
        Instant nextFlush = clock.instant().plus(settings.flushInterval());
        while (running) {
            for (ConsumerRecord<String, byte[]> record : kafka.poll(POLL)) {
                take(record);
            }
            if (!clock.instant().isBefore(nextFlush)) {
                chartWhatIsDue(kafka);
                commit(kafka);
                nextFlush = clock.instant().plus(settings.flushInterval());
            }
            healthyAt = clock.instant();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Progress progress =
                partitions.computeIfAbsent(
                        new TopicPartition(record.topic(), record.partition()),
                        any -> new Progress(new OpenMinutes(settings)));
        decoder.decode(EventCodecs.READING, List.of(record)).stream()
                .map(Received::event)
                .filter(reading -> !Canary.is(reading.deviceId()))
                .forEach(
                        reading -> progress.minutes.add(reading, record.offset(), clock.instant()));
        progress.next = record.offset() + 1;
    }

    private void chartWhatIsDue(Consumer<String, byte[]> kafka) {
        List<ChartEntry> due = new ArrayList<>();
        Instant now = clock.instant();
        partitions.values().forEach(progress -> due.addAll(progress.minutes.close(now)));
        for (int from = 0; from < due.size(); from += ENTRIES_PER_TRANSACTION) {
            int to = Math.min(due.size(), from + ENTRIES_PER_TRANSACTION);
            chart(kafka, due.subList(from, to));
        }
    }

    /** Tries until the ledger has them, however long that takes; reads nothing meanwhile. */
    private void chart(Consumer<String, byte[]> kafka, List<ChartEntry> due) {
        Duration pause = FIRST_RETRY;
        boolean paused = false;
        while (running) {
            try {
                charted.increment(ledger.chart(due, Duration.ZERO));
                devices.charted(due);
                break;
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("lines", due.size())
                        .addKeyValue("exception", e.getClass().getName())
                        .log("ledger not reached, trying again");
                paused = true;
                kafka.pause(kafka.assignment());
                // Keeps our place in the group; returns nothing, as all is paused.
                kafka.poll(pause).forEach(this::take);
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : pause;
            }
        }
        if (paused) {
            kafka.resume(kafka.assignment());
        }
    }

    private void commit(Consumer<String, byte[]> kafka) {
        if (!running) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            long safe = progress.minutes.firstOpenOffset(progress.next);
            if (safe > progress.committed) {
                offsets.put(partition, new OffsetAndMetadata(safe));
            }
        });
        if (offsets.isEmpty()) {
            return;
        }
        try {
            kafka.commitSync(offsets);
            offsets.forEach((partition, offset) ->
                    Optional.ofNullable(partitions.get(partition))
                            .ifPresent(progress -> progress.committed = offset.offset()));
        } catch (WakeupException e) {
            throw e;
        } catch (org.apache.kafka.common.KafkaException e) {
            // The next one covers it; until then a crash only means reading more again.
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("offsets not committed");
        }
    }

    /** What was open of a partition that somebody else has now, is read again over there. */
    private final class Reassigned implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            revoked.forEach(partitions::remove);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            assigned.forEach(partitions::remove);
        }
    }
}
