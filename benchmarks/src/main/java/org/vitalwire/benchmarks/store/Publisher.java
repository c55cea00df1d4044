package org.vitalwire.benchmarks.store;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vitalwire.benchmarks.hop.KafkaHop;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.contracts.topic.Topic;

/** Puts readings on readings.v1 and counts what Kafka acknowledged. */
final class Publisher implements AutoCloseable {

    private static final int IN_FLIGHT = 50_000;

    private final Producer<String, byte[]> producer;
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();

    Publisher(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        KafkaHop.producerSettings(bootstrapServers),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** Returns once it is handed over; {@link #flush} waits for the acknowledgement. */
    void publish(int device, long micros) throws InterruptedException {
        inFlight.acquire();
        var _ =
                producer.send(
                        new ProducerRecord<>(
                                Topic.READINGS.topicName(),
                                WideReadings.patient(device),
                                WideReadings.encoded(device, micros)),
                        (metadata, failure) -> {
                            (failure == null ? acknowledged : failed).increment();
                            inFlight.release();
                        });
    }

    void flush() throws InterruptedException {
        producer.flush();
        if (!inFlight.tryAcquire(IN_FLIGHT, 60, TimeUnit.SECONDS) || failed.sum() > 0) {
            throw new IllegalStateException(failed.sum() + " records were not acknowledged");
        }
        inFlight.release(IN_FLIGHT);
    }

    long acknowledgedSoFar() {
        return acknowledged.sum();
    }

    /** A load at a steady rate, of what is measured now, until it is closed. */
    Paced paced(int devices, double perSecond) {
        return new Paced(devices, perSecond);
    }

    @Override
    public void close() {
        producer.close();
    }

    /** Ticks of ten milliseconds; a tick that comes late is made up for. */
    final class Paced implements AutoCloseable {

        private final Thread thread;
        private volatile boolean running = true;

        private Paced(int devices, double perSecond) {
            thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("paced")
                            .start(() -> work(devices, perSecond));
        }

        private void work(int devices, double perSecond) {
            long begun = MicroClock.now();
            long sent = 0;
            try {
                while (running) {
                    long now = MicroClock.now();
                    long due = (long) ((now - begun) * perSecond / 1e6);
                    for (; sent < due; sent++) {
                        // Of one device no two at the same time, and none twice.
                        publish((int) (sent % devices), begun + (long) (sent * 1e6 / perSecond));
                    }
                    LockSupport.parkNanos(10_000_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws InterruptedException {
            running = false;
            thread.join();
            flush();
        }
    }
}
