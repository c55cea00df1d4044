package org.vitalwire.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.trace.TraceParent;
import org.vitalwire.contracts.wire.EventCodec;

/** Publishes events. What it returns completes when all in-sync replicas have the event. */
public final class EventPublisher implements AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;

    EventPublisher(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    public <E> CompletableFuture<Void> publish(
            EventCodec<E> codec, String key, E event, @Nullable TraceParent trace) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(codec.topic().topicName(), key, codec.encode(event));
        record.headers()
                .add(Headers.EVENT_TYPE, codec.eventType().getBytes(StandardCharsets.US_ASCII));
        if (trace != null) {
            Traces.write(record.headers(), trace);
        }
        return send(record);
    }

    /** Forgets the key on a compacted topic. */
    public CompletableFuture<Void> tombstone(Topic topic, String key) {
        return send(new ProducerRecord<>(topic.topicName(), key, null));
    }

    // The callback completes the future that the caller gets.
    @SuppressWarnings("FutureReturnValueIgnored")
    private CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        producer.send(
                record,
                (metadata, exception) -> {
                    if (exception == null) {
                        acknowledged.complete(null);
                    } else {
                        acknowledged.completeExceptionally(exception);
                    }
                });
        return acknowledged;
    }

    /** Gives what is under way a moment; while Kafka is away a shutdown must not wait for it. */
    @Override
    public void close() {
        producer.close(LAST_WORDS);
    }
}
