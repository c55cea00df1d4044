package org.vitalwire.kit.erasure;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.event.ErasureNotice;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.event.ErasureNotice.ErasureDone;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.kit.kafka.RecordDecoder;

/**
 * Listens for patients to forget. One erasure at a time; its offset is committed once the service
 * has forgotten and has said so, so a crash repeats it.
 */
public final class ErasureListeners {

    private static final Logger log = LoggerFactory.getLogger(ErasureListeners.class);

    /** Rewriting the tables of years takes its time, and nobody else could do it faster. */
    private static final int LONGEST_ERASURE_MS = 24 * 3_600_000;

    private final BatchListeners listeners;
    private final RecordDecoder decoder;
    private final EventPublisher publisher;
    private final InstantSource clock;

    public ErasureListeners(
            BatchListeners listeners,
            RecordDecoder decoder,
            EventPublisher publisher,
            InstantSource clock) {
        this.listeners = listeners;
        this.decoder = decoder;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * A container for Spring to start and stop.
     *
     * @param service as it signs: {@code ingest-service}; names the consumer group, too
     */
    public ConcurrentMessageListenerContainer<String, byte[]> listen(
            String service, PatientEraser eraser) {
        return listeners.listen(
                service + "-erasures",
                Topic.ERASURES,
                1,
                Map.of(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1,
                        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                        LONGEST_ERASURE_MS),
                batch -> handle(service, eraser, batch));
    }

    private void handle(
            String service, PatientEraser eraser, List<ConsumerRecord<String, byte[]>> batch) {
        for (Received<ErasureNotice> received : decoder.decode(EventCodecs.ERASURE, batch)) {
            if (received.event() instanceof Erasure erasure) {
                long erased = eraser.erase(erasure);
                publisher
                        .publish(
                                EventCodecs.ERASURE,
                                erasure.erasureId(),
                                new ErasureDone(
                                        erasure.erasureId(), service, clock.instant(), erased),
                                null)
                        .join();
                log.atInfo()
                        .addKeyValue("erasure", erasure.erasureId())
                        .addKeyValue("erased", erased)
                        .log("a patient was forgotten");
            }
        }
    }
}
