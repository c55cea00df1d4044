package org.vitalwire.benchmarks.hop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.embedded.EmbeddedKafka;

/**
 * Produces readings of the real size, with the gateway's settings (acks=all, idempotent, 5 ms,
 * lz4), to the embedded broker. Client and broker are this process.
 */
public final class KafkaHop {

    public static final String TOPIC = "readings";
    private static final int PARTITIONS = 6;
    private static final int IN_FLIGHT = 20_000;

    private KafkaHop() {}

    /** As the gateway produces. */
    public static Map<String, Object> producerSettings(String bootstrapServers) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                5,
                "compression.type",
                "none");
    }

    public static HopResult measure(Path folder, Duration warmUp, Duration duration)
            throws IOException, InterruptedException, ExecutionException {
        try (EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Settings.in(folder))) {
            kafka.start();
            Map<String, Object> settings = producerSettings(kafka.bootstrapServers());
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
            }
            try (Producer<String, byte[]> producer =
                    new KafkaProducer<>(
                            settings, new StringSerializer(), new ByteArraySerializer())) {
                List<byte[]> records = records();
                produce(producer, records, warmUp);
                long cpu = ServerProcesses.ownCpuMicros();
                long begun = MicroClock.now();
                long sent = produce(producer, records, duration);
                double seconds = (MicroClock.now() - begun) / 1e6;
                return new HopResult(
                        "Kafka produce, acks=all, " + records.getFirst().length + " B",
                        sent / seconds,
                        (double) (ServerProcesses.ownCpuMicros() - cpu) / sent);
            }
        }
    }

    private static long produce(
            Producer<String, byte[]> producer, List<byte[]> records, Duration duration)
            throws InterruptedException {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        LongAdder failed = new LongAdder();
        long end = MicroClock.now() + duration.toNanos() / 1_000;
        long sent = 0;
        while (MicroClock.now() < end) {
            inFlight.acquire();
            int which = (int) (sent % records.size());
            var _ =
                    producer.send(
                            new ProducerRecord<>(TOPIC, "bench-" + which, records.get(which)),
                            (metadata, failure) -> {
                                if (failure != null) {
                                    failed.increment();
                                }
                                inFlight.release();
                            });
            sent++;
        }
        inFlight.acquire(IN_FLIGHT);
        if (failed.sum() > 0) {
            throw new IllegalStateException(failed.sum() + " records were not acknowledged");
        }
        return sent;
    }

    /** Readings of six values as the gateway writes them. */
    public static List<byte[]> records() {
        List<byte[]> records = new ArrayList<>();
        Instant now = Instant.parse("2026-11-22T10:00:00.123Z");
        for (int i = 0; i < 200; i++) {
            Reading reading =
                    new Reading(
                            "bench-%04d/%016x".formatted(i, i * 0x9E3779B97F4A7C15L),
                            new DeviceId("bench-%04d".formatted(i)),
                            Optional.of(new PatientId("bench-%04d".formatted(i))),
                            Optional.of("B" + i),
                            now.plusMillis(i),
                            Duration.ZERO,
                            ClockQuality.SYNCHRONISED,
                            now.plusMillis(i + 3),
                            Lane.LIVE,
                            List.of(
                                    new VitalValue(VitalSign.HEART_RATE, 70 + i % 9, 0),
                                    new VitalValue(VitalSign.RESPIRATORY_RATE, 14 + i % 3, 0),
                                    new VitalValue(VitalSign.SPO2, 96 + i % 3, 0),
                                    new VitalValue(VitalSign.SYSTOLIC_PRESSURE, 121, 0),
                                    new VitalValue(VitalSign.DIASTOLIC_PRESSURE, 77, 0),
                                    new VitalValue(VitalSign.TEMPERATURE, 36.8, 0)),
                            true);
            records.add(EventCodecs.READING.encode(reading));
        }
        return records;
    }
}
