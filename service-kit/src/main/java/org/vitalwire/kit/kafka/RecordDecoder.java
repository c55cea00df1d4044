package org.vitalwire.kit.kafka;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.wire.EventCodec;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.contracts.wire.UndecodableEventException;

/**
 * Decodes batches. A record that is not an event goes to quarantine with its bytes, and its
 * neighbours pass; the batch waits until the quarantine has it.
 */
public final class RecordDecoder {

    private static final Logger log = LoggerFactory.getLogger(RecordDecoder.class);

    private final EventPublisher publisher;
    private final InstantSource clock;
    private final Counter undecodable;

    RecordDecoder(EventPublisher publisher, InstantSource clock, MeterRegistry meters) {
        this.publisher = publisher;
        this.clock = clock;
        this.undecodable = meters.counter("vitalwire.records.undecodable");
    }

    /** The events in order; tombstones are left out. */
    public <E> List<Received<E>> decode(
            EventCodec<E> codec, List<ConsumerRecord<String, byte[]>> batch) {
        List<Received<E>> events = new ArrayList<>(batch.size());
        for (ConsumerRecord<String, byte[]> record : batch) {
            if (record.value() == null) {
                continue;
            }
            try {
                events.add(
                        new Received<>(
                                record.key() == null ? "" : record.key(),
                                codec.decode(record.value()),
                                Traces.read(record.headers())));
            } catch (UndecodableEventException e) {
                quarantine(codec, record);
            }
        }
        return events;
    }

    private void quarantine(EventCodec<?> codec, ConsumerRecord<String, byte[]> record) {
        undecodable.increment();
        String place = record.topic() + "-" + record.partition() + "-" + record.offset();
        log.atError().addKeyValue("record", place).log("record is not an event, quarantined");
        RejectedPayload rejected =
                new RejectedPayload(
                        place,
                        "",
                        record.topic(),
                        FailureCode.UNDECODABLE,
                        "record is not a " + codec.eventType(),
                        "protobuf",
                        clock.instant(),
                        ByteString.copyFrom(record.value()),
                        record.value().length,
                        Optional.empty());
        publisher.publish(EventCodecs.REJECTED_PAYLOAD, place, rejected, null).join();
    }
}
