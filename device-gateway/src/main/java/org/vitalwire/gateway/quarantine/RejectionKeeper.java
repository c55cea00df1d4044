package org.vitalwire.gateway.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.intake.RejectionHeaders;
import org.vitalwire.gateway.quarantine.RejectionStore.Kept;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Copies the topic into the table, and forgets what is too old. */
final class RejectionKeeper implements BatchHandler {

    private static final Duration CLEAN_EVERY = Duration.ofHours(1);

    private final RecordDecoder decoder;
    private final RejectionStore store;
    private final Duration retention;
    private final InstantSource clock;
    private Instant cleaned = Instant.EPOCH;

    RejectionKeeper(
            RecordDecoder decoder, RejectionStore store, Duration retention, InstantSource clock) {
        this.decoder = decoder;
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        List<Kept> rejections = new ArrayList<>(batch.size());
        for (ConsumerRecord<String, byte[]> record : batch) {
            Optional<String> properties = RejectionHeaders.properties(record.headers());
            boolean waited = RejectionHeaders.waited(record.headers());
            decoder.decode(EventCodecs.REJECTED_PAYLOAD, List.of(record))
                    .forEach(received ->
                            rejections.add(new Kept(received.event(), properties, waited)));
        }
        if (!rejections.isEmpty()) {
            store.keep(rejections);
        }
        Instant now = clock.instant();
        if (now.isAfter(cleaned.plus(CLEAN_EVERY))) {
            cleaned = now;
            store.forgetBefore(now.minus(retention));
        }
    }
}
