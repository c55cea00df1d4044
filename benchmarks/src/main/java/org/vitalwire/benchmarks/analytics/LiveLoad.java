package org.vitalwire.benchmarks.analytics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.vitalwire.benchmarks.hop.KafkaHop;
import org.vitalwire.benchmarks.load.Crisis;
import org.vitalwire.benchmarks.load.MicroClock;

/**
 * Publishes readings in open loop, as the gateway does: same keys, same bytes, acks=all. Each
 * reading has a time at which it is due, whatever became of those before it; patients come in turn.
 */
final class LiveLoad implements AutoCloseable {

    private static final Crisis[] CRISES = Crisis.values();
    private static final double GOLDEN = 0.6180339887498949;

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** Message ids of the crises that nothing was found of yet. */
    private final Set<String> expected = ConcurrentHashMap.newKeySet();

    LiveLoad(String bootstrapServers, String topic) {
        this.topic = topic;
        producer =
                new KafkaProducer<>(
                        KafkaHop.producerSettings(bootstrapServers),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /**
     * Some of the quarters that patients are in: a condition must be over for some time before it
     * can begin again, so one load's are not the next one's.
     */
    record Crises(int from, int to) {

        private static final int QUARTERS = 4;

        static final Crises NONE = new Crises(0, 0);

        /** The next quarter of each load. */
        static Crises ofQuarter(int load) {
            return new Crises(load % QUARTERS, load % QUARTERS + 1);
        }

        /** All but those of the first quarter. */
        static Crises ofOthers() {
            return new Crises(1, QUARTERS);
        }

        boolean isOf(int patient) {
            return patient % QUARTERS >= from && patient % QUARTERS < to;
        }
    }

    /**
     * A steady load.
     *
     * @param patients who send in turn
     * @param rate readings a second of all together
     * @param crises who has a crisis once in that time, not all at once
     */
    record Plan(int patients, double rate, double seconds, Crises crises) {

        long messages() {
            return Math.round(rate * seconds);
        }

        /** Null for most. */
        @Nullable Crisis crisis(long message) {
            int patient = (int) (message % patients);
            if (!crises.isOf(patient)) {
                return null;
            }
            long turns = messages() / patients;
            // Not in the first or the last tenth, and of neighbours not at the same time.
            long turn = (long) (turns * (0.1 + 0.8 * (patient * GOLDEN % 1)));
            return message / patients == turn
                    ? CRISES[patient / Crises.QUARTERS % CRISES.length]
                    : null;
        }
    }

    /**
     * Returns once all was sent and acknowledged.
     *
     * @return how far behind its time the last one was sent, microseconds
     */
    long send(Plan plan) {
        long start = MicroClock.now();
        double interval = 1e6 / plan.rate();
        long messages = plan.messages();
        long sent = 0;
        while (sent < messages) {
            long now = MicroClock.now();
            for (long due = start + Math.round(sent * interval);
                    sent < messages && due <= now;
                    due = start + Math.round(sent * interval)) {
                publish((int) (sent % plan.patients()), due, plan.crisis(sent));
                sent++;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        long behind = MicroClock.now() - start - Math.round(messages * interval);
        producer.flush();
        if (failed.sum() > 0) {
            throw new IllegalStateException(failed.sum() + " records were not acknowledged");
        }
        return behind;
    }

    private void publish(int patient, long due, @Nullable Crisis crisis) {
        if (crisis != null) {
            expected.add(LiveReadings.messageId(patient, due));
        }
        var _ =
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                LiveReadings.patient(patient),
                                LiveReadings.encoded(patient, due, crisis)),
                        (metadata, failure) ->
                                (failure == null ? acknowledged : failed).increment());
    }

    /** Whether it is the first that was found of a crisis. */
    boolean isAwaited(String messageId) {
        return expected.remove(messageId);
    }

    long acknowledgedSoFar() {
        return acknowledged.sum();
    }

    /**
     * Waits for what is missing, for some time.
     *
     * @return how many crises nothing was found of
     */
    int awaitArrivals(long seconds) {
        long giveUp = MicroClock.now() + seconds * 1_000_000;
        while (!expected.isEmpty() && MicroClock.now() < giveUp) {
            LockSupport.parkNanos(20_000_000);
        }
        int never = expected.size();
        expected.clear();
        return never;
    }

    @Override
    public void close() {
        producer.close();
    }
}
