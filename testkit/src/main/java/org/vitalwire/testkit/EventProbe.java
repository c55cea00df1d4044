package org.vitalwire.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.contracts.topic.Keys;
import org.vitalwire.contracts.wire.EventCodec;
import org.vitalwire.contracts.wire.EventCodecs;

/** {@link KafkaProbe} for the events of the contracts, each on the topic of its codec. */
public final class EventProbe {

    private final KafkaProbe probe;

    EventProbe(KafkaProbe probe) {
        this.probe = probe;
    }

    /** Publishes one event as a service would, and returns once it is acknowledged. */
    public <E> RecordMetadata publish(EventCodec<E> codec, String key, E event) {
        return probe.produce(
                codec.topic().topicName(),
                key,
                codec.encode(event),
                Map.of(Headers.EVENT_TYPE, codec.eventType()));
    }

    public RecordMetadata publish(Reading reading) {
        return publish(EventCodecs.READING, Keys.of(reading), reading);
    }

    /** Every event in the topic now, oldest first within a key. */
    public <E> List<E> read(EventCodec<E> codec) {
        return probe.read(codec.topic().topicName()).stream()
                .filter(record -> record.value() != null)
                .map(record -> codec.decode(record.value()))
                .toList();
    }

    /** Waits up to 30 s for a matching event, from the beginning of the topic. */
    public <E> E awaitOne(EventCodec<E> codec, Predicate<E> matches) {
        return await(codec, 1, matches, Duration.ofSeconds(30)).getFirst();
    }

    /**
     * Waits for matching events, from the beginning of the topic.
     *
     * @return all that match, {@code count} or more
     */
    public <E> List<E> await(
            EventCodec<E> codec, int count, Predicate<E> matches, Duration atMost) {
        return probe
                .await(
                        codec.topic().topicName(),
                        count,
                        record ->
                                record.value() != null
                                        && matches.test(codec.decode(record.value())),
                        atMost)
                .stream()
                .map(record -> codec.decode(record.value()))
                .toList();
    }
}
