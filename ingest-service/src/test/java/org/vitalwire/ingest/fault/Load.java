package org.vitalwire.ingest.fault;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Keys;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.TestReading;

/**
 * Readings at a steady rate until it is stopped, and the account of those that Kafka acknowledged:
 * what must be in the database in the end, no more and no less.
 */
final class Load implements AutoCloseable {

    private static final int DEVICES = 20;

    /** So many readings in a row make one burst of every ten milliseconds. */
    private final int burst;

    private final String name;
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Map<Key, Sent> acknowledged = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final KafkaProducer<String, byte[]> producer;
    private final Thread thread;
    private volatile boolean running = true;

    /** A row by device and measured time. */
    record Key(String device, Instant time) {}

    /** What was sent beside SpO2. */
    record Sent(double heartRate, boolean withGlucose) {}

    private Load(String bootstrapServers, String name, int perSecond) {
        this.name = name;
        this.burst = Math.max(1, perSecond / 100);
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.ACKS_CONFIG,
                                "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
        this.thread = Thread.ofPlatform().daemon().name("load-" + name).start(this::work);
    }

    /**
     * @param name begins the devices' names
     */
    static Load start(String bootstrapServers, String name, int perSecond) {
        return new Load(bootstrapServers, name, perSecond);
    }

    String name() {
        return name;
    }

    int acknowledgedSoFar() {
        return acknowledged.size();
    }

    /** Ends the load; returns all that Kafka acknowledged, by row. */
    Map<Key, Sent> stop() throws InterruptedException {
        running = false;
        thread.join();
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new AssertionError("Kafka did not take a reading", failed);
        }
        return acknowledged;
    }

    private void work() {
        long began = System.nanoTime();
        for (int i = 0; running; i++) {
            send(i);
            if (i % burst == burst - 1) {
                long due = began + (i / burst + 1) * 10_000_000L;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private void send(int i) {
        Key key =
                new Key(
                        name + "-" + i % DEVICES,
                        begin.plus(i * 10_000L / burst, ChronoUnit.MICROS));
        double heartRate = 40 + i % 97;
        TestReading reading =
                TestReading.of(key.device(), key.time())
                        .value(VitalSign.HEART_RATE, heartRate)
                        .value(VitalSign.SPO2, 80 + i % 19);
        // Every seventh has a sign of the narrow table.
        boolean withGlucose = i % 7 == 0;
        if (withGlucose) {
            reading.value(VitalSign.GLUCOSE, 4);
        }
        Reading event = reading.build();
        var _ =
                producer.send(
                        new ProducerRecord<>(
                                EventCodecs.READING.topic().topicName(),
                                Keys.of(event),
                                EventCodecs.READING.encode(event)),
                        (metadata, exception) -> {
                            if (exception == null) {
                                acknowledged.put(key, new Sent(heartRate, withGlucose));
                            } else {
                                failure.compareAndSet(null, exception);
                            }
                        });
    }

    @Override
    public void close() {
        running = false;
        producer.close();
    }
}
