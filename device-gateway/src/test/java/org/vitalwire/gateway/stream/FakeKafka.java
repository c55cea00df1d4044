package org.vitalwire.gateway.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A producer whose records are acknowledged in the order that a test chooses. */
public final class FakeKafka extends MockProducer<String, byte[]> {

    private final List<Callback> sent = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    public FakeKafka() {
        super(true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
            ProducerRecord<String, byte[]> record, Callback callback) {
        sent.add(callback);
        keys.add(record.key());
        return new CompletableFuture<>();
    }

    /** Of all records ever sent. */
    public List<String> keys() {
        return List.copyOf(keys);
    }

    public int records() {
        return sent.size();
    }

    /** Kafka has these, in this order; the first record ever sent is number 0. */
    public void acknowledge(int... records) {
        for (int record : records) {
            sent.get(record).onCompletion(null, null);
        }
    }

    public void acknowledgeAll() {
        sent.forEach(callback -> callback.onCompletion(null, null));
    }

    public void fail(int record, @Nullable Exception exception) {
        sent.get(record).onCompletion(null, exception);
    }
}
