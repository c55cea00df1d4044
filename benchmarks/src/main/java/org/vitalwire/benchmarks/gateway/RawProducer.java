package org.vitalwire.benchmarks.gateway;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vitalwire.benchmarks.hop.KafkaHop;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.benchmarks.observe.ServerProcesses;

/** The same readings straight to Kafka, in open loop: what no gateway can be faster than. */
final class RawProducer {

    private static final long LONGEST_MICROS = 600_000_000L;

    private RawProducer() {}

    /**
     * @param toAck microseconds from when a record was due to Kafka's acknowledgement
     * @param cpuMicros of the producer's process, per record
     */
    record Result(double rate, long acknowledged, Histogram toAck, double cpuMicros) {}

    static Result run(String bootstrapServers, double rate, double seconds) throws Exception {
        List<byte[]> records = KafkaHop.records();
        Histogram toAck = new ConcurrentHistogram(LONGEST_MICROS, 3);
        LongAdder acknowledged = new LongAdder();
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(
                        KafkaHop.producerSettings(bootstrapServers),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            // Opens the connections and compiles the way.
            send(
                    producer,
                    records,
                    rate,
                    3,
                    new ConcurrentHistogram(LONGEST_MICROS, 3),
                    acknowledged);
            acknowledged.reset();
            long cpu = ServerProcesses.ownCpuMicros();
            send(producer, records, rate, seconds, toAck, acknowledged);
            producer.flush();
            long count = acknowledged.sum();
            return new Result(
                    rate,
                    count,
                    toAck,
                    (double) (ServerProcesses.ownCpuMicros() - cpu) / Math.max(1, count));
        }
    }

    private static void send(
            Producer<String, byte[]> producer,
            List<byte[]> records,
            double rate,
            double seconds,
            Histogram toAck,
            LongAdder acknowledged) {
        long start = MicroClock.now();
        long messages = Math.round(rate * seconds);
        double interval = 1e6 / rate;
        long sent = 0;
        while (sent < messages) {
            long now = MicroClock.now();
            for (long due = start + Math.round(sent * interval);
                    sent < messages && due <= now;
                    due = start + Math.round(sent * interval)) {
                int which = (int) (sent % records.size());
                long scheduled = due;
                var _ =
                        producer.send(
                                new ProducerRecord<>(
                                        KafkaHop.TOPIC, "bench-" + which, records.get(which)),
                                (metadata, failure) -> {
                                    if (failure == null) {
                                        acknowledged.increment();
                                        toAck.recordValue(
                                                Math.clamp(
                                                        MicroClock.now() - scheduled,
                                                        0,
                                                        LONGEST_MICROS));
                                    }
                                });
                sent++;
            }
            // The devices' generator looks as often.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        producer.flush();
    }
}
