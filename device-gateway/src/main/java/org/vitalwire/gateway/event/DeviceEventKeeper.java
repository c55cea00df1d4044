package org.vitalwire.gateway.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Copies the topic into the table, and forgets what is too old. */
final class DeviceEventKeeper implements BatchHandler {

    private static final Duration CLEAN_EVERY = Duration.ofHours(1);

    private final RecordDecoder decoder;
    private final DeviceEventStore store;
    private final Duration retention;
    private final InstantSource clock;
    private Instant cleaned = Instant.EPOCH;

    DeviceEventKeeper(
            RecordDecoder decoder,
            DeviceEventStore store,
            Duration retention,
            InstantSource clock) {
        this.decoder = decoder;
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        List<DeviceEvent> events =
                decoder.decode(EventCodecs.DEVICE_EVENT, batch).stream()
                        .map(Received::event)
                        .toList();
        if (!events.isEmpty()) {
            store.keep(events);
        }
        Instant now = clock.instant();
        if (now.isAfter(cleaned.plus(CLEAN_EVERY))) {
            cleaned = now;
            store.forgetBefore(now.minus(retention));
        }
    }
}
