package org.vitalwire.benchmarks.alerts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vitalwire.benchmarks.hop.KafkaHop;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;

/**
 * Publishes findings in open loop, as analytics does (acks=all, linger 2 ms), and knows which of
 * them were seen. Each begins a condition of a patient nobody has heard of.
 */
public final class FindingLoad implements AutoCloseable {

    static final long LONGEST_MICROS = 600_000_000L;
    private static final String PATIENT_FIELD = "\"patientId\":\"";

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final String run;
    private final Priority priority;
    private final LongAdder failed = new LongAdder();

    /** Patient to when their finding was due; those that nothing was seen of yet. */
    private final Map<String, Long> expected = new ConcurrentHashMap<>();

    private volatile Histogram latency = newHistogram();
    private long published;

    /**
     * @param run names the patients, so that those of one load are not the next one's
     */
    public FindingLoad(String bootstrapServers, String topic, String run, Priority priority) {
        this.topic = topic;
        this.run = run;
        this.priority = priority;
        Map<String, Object> settings = new HashMap<>(KafkaHop.producerSettings(bootstrapServers));
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Returns once all were sent and acknowledged.
     *
     * @return how far behind its time the last one was sent, microseconds
     */
    public long send(double rate, long findings) {
        long start = MicroClock.now();
        double interval = 1e6 / rate;
        for (long sent = 0; sent < findings; ) {
            long now = MicroClock.now();
            for (long due = start + Math.round(sent * interval);
                    sent < findings && due <= now;
                    due = start + Math.round(sent * interval)) {
                publish(due);
                sent++;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        long behind = MicroClock.now() - start - Math.round(findings * interval);
        producer.flush();
        if (failed.sum() > 0) {
            throw new IllegalStateException(failed.sum() + " findings were not acknowledged");
        }
        return behind;
    }

    /** Whose finding will be published next. */
    String nextPatient() {
        return run + '-' + published;
    }

    private void publish(long due) {
        String patient = nextPatient();
        published++;
        expected.put(patient, due);
        Instant at = Instant.EPOCH.plus(due, ChronoUnit.MICROS);
        Finding finding =
                new Finding(
                        patient + "/low-spo2/" + due,
                        new PatientId(patient),
                        "low-spo2",
                        Finding.Phase.STARTED,
                        priority,
                        at,
                        at,
                        "SpO2 low",
                        "84 %, below 88 %",
                        List.of(new Finding.Evidence(VitalSign.SPO2, 84, at)),
                        false,
                        true,
                        patient + '/' + due,
                        at);
        var _ =
                producer.send(
                        new ProducerRecord<>(topic, patient, EventCodecs.FINDING.encode(finding)),
                        (metadata, failure) -> {
                            if (failure != null) {
                                failed.increment();
                            }
                        });
    }

    /** An event of the stream, by its data. */
    public void saw(String data, long micros) {
        int from = data.indexOf(PATIENT_FIELD) + PATIENT_FIELD.length();
        arrived(data.substring(from, data.indexOf('"', from)), micros);
    }

    void arrived(String patient, long micros) {
        Long due = expected.remove(patient);
        if (due != null) {
            latency.recordValue(Math.clamp(micros - due, 0, LONGEST_MICROS));
        }
    }

    int waiting() {
        return expected.size();
    }

    /**
     * Waits for what was not seen yet, for some time.
     *
     * @return how many were never seen
     */
    public int awaitArrivals(long seconds) {
        long giveUp = MicroClock.now() + seconds * 1_000_000;
        while (!expected.isEmpty() && MicroClock.now() < giveUp) {
            LockSupport.parkNanos(5_000_000);
        }
        int never = expected.size();
        expected.clear();
        return never;
    }

    /** Microseconds from due to seen. */
    public Histogram latency() {
        return latency;
    }

    public static Histogram newHistogram() {
        return new ConcurrentHistogram(LONGEST_MICROS, 3);
    }

    @Override
    public void close() {
        producer.close();
    }
}
