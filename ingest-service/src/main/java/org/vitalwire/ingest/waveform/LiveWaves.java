package org.vitalwire.ingest.waveform;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.contracts.wire.UndecodableEventException;
import org.vitalwire.kit.kafka.KafkaClients;
import org.vitalwire.kit.web.SseHub;

/**
 * Follows waveforms.v1 from its end, all partitions, without a group, while somebody watches: live
 * is not behind the store, and every replica can show every device. What is older than live is left
 * to the store.
 */
final class LiveWaves implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveWaves.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long LOOK_EVERY_MS = 500;

    /** Some 15 s of four channels; a watcher that is further behind is cut off and comes anew. */
    private static final int QUEUE_LENGTH = 60;

    private final KafkaClients clients;
    private final InstantSource clock;
    private final Duration heartbeat;
    private final Map<String, WatchedDevice> devices = new ConcurrentHashMap<>();
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    // Apart from the tail: to end a stream may have to wait for a slow client.
    private final ScheduledExecutorService ends =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("live-wave-ends").factory());
    private volatile boolean running;
    private @Nullable Thread thread;
    private volatile @Nullable Consumer<String, byte[]> consumer;

    LiveWaves(KafkaClients clients, InstantSource clock, Duration heartbeat) {
        this.clients = clients;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    private record Watcher(SseEmitter emitter, BooleanSupplier mayGoOn) {}

    /** A device that somebody watches. The cutter is the tail's thread's own. */
    private record WatchedDevice(SseHub<LiveSecond> hub, SecondsCutter cutter) {}

    /**
     * @param view what of a second the watcher sees
     * @param mayGoOn asked twice a second; the stream ends when it says no
     */
    SseEmitter watch(
            DeviceId device,
            Function<LiveSecond, Optional<SseHub.Message>> view,
            BooleanSupplier mayGoOn) {
        // Within compute, so that the tail does not drop the hub between the look and the
        // subscription.
        SseEmitter[] emitter = new SseEmitter[1];
        devices.compute(
                device.value(),
                (id, watched) -> {
                    WatchedDevice present =
                            watched == null
                                    ? new WatchedDevice(
                                            new SseHub<>(heartbeat, QUEUE_LENGTH),
                                            new SecondsCutter(PATIENCE))
                                    : watched;
                    emitter[0] = present.hub().subscribe(List.of(), view);
                    return present;
                });
        Watcher watcher = new Watcher(emitter[0], mayGoOn);
        watchers.add(watcher);
        emitter[0].onCompletion(() -> watchers.remove(watcher));
        return emitter[0];
    }

    private boolean mustEnd(Watcher watcher) {
        try {
            if (watcher.mayGoOn().getAsBoolean()) {
                return false;
            }
            watcher.emitter().complete();
        } catch (RuntimeException e) {
            // Fails closed: whoever cannot be judged does not watch on.
            watcher.emitter().completeWithError(e);
        }
        return true;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("live-waves").start(this::follow);
        var _ =
                ends.scheduleWithFixedDelay(
                        () -> watchers.removeIf(this::mustEnd),
                        LOOK_EVERY_MS,
                        LOOK_EVERY_MS,
                        TimeUnit.MILLISECONDS);
    }

    private void follow() {
        while (running) {
            try (Consumer<String, byte[]> opened =
                    clients.newConsumer("live-waves", Map.of("client.id", "live-waves"))) {
                consumer = opened;
                tail(opened);
            } catch (WakeupException e) {
                // stop() woke us
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("topic", Topic.WAVEFORMS.topicName())
                        .addKeyValue("exception", e.getClass().getName())
                        .log("live view lost its topic, following it again");
                pause();
            }
        }
    }

    private void tail(Consumer<String, byte[]> opened) {
        List<TopicPartition> partitions =
                opened.partitionsFor(Topic.WAVEFORMS.topicName()).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        opened.assign(partitions);
        opened.pause(partitions);
        boolean following = false;
        while (running) {
            devices.keySet().forEach(this::dropUnwatched);
            boolean watched = !devices.isEmpty();
            if (watched && !following) {
                opened.seekToEnd(partitions);
                opened.resume(partitions);
            } else if (!watched && following) {
                opened.pause(partitions);
            }
            following = watched;
            for (ConsumerRecord<String, byte[]> record : opened.poll(POLL)) {
                show(record);
            }
            for (WatchedDevice device : devices.values()) {
                device.cutter().overdue(clock.instant()).forEach(device.hub()::publish);
            }
        }
    }

    private void dropUnwatched(String device) {
        devices.computeIfPresent(
                device, (id, watched) -> watched.hub().subscriberCount() == 0 ? null : watched);
    }

    private void show(ConsumerRecord<String, byte[]> record) {
        WatchedDevice device = record.key() == null ? null : devices.get(record.key());
        if (device == null || record.value() == null) {
            return;
        }
        try {
            WaveformPacket packet = EventCodecs.WAVEFORM_PACKET.decode(record.value());
            if (packet.lane() == Lane.LIVE) {
                device.cutter().add(packet, clock.instant()).forEach(device.hub()::publish);
            }
        } catch (UndecodableEventException e) {
            // The intake quarantines it.
            log.atDebug().addKeyValue("offset", record.offset()).log("record is not an event");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAULT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before the web server, which would wait for the streams to end. */
    @Override
    public void stop() {
        running = false;
        ends.shutdownNow();
        Consumer<String, byte[]> opened = consumer;
        if (opened != null) {
            opened.wakeup();
        }
        devices.values().forEach(device -> device.hub().close());
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
}
