package org.vitalwire.gateway.mqtt;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.intake.Prepared;

/**
 * A message between its arrival and its acknowledgement. Kafka calls back once for each of its
 * records, on Kafka's own thread; after the last one the connection hears of it on its event loop.
 */
final class PendingPublish implements Callback {

    private final DeviceConnection connection;
    private final RecordStream stream;
    private final Prepared prepared;
    private final int packetId;
    private final int qos;
    private final long arrivedNanos;
    private final AtomicInteger remaining;
    private volatile @Nullable Exception failure;

    /** Belongs to the event loop. */
    private boolean complete;

    PendingPublish(
            DeviceConnection connection,
            RecordStream stream,
            Prepared prepared,
            int packetId,
            int qos,
            long arrivedNanos) {
        this.connection = connection;
        this.stream = stream;
        this.prepared = prepared;
        this.packetId = packetId;
        this.qos = qos;
        this.arrivedNanos = arrivedNanos;
        this.remaining = new AtomicInteger(prepared.records().size());
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failure = exception;
        }
        if (remaining.decrementAndGet() == 0) {
            stream.release(prepared.bytes());
            connection.completions().add(this);
        }
    }

    /** On the event loop: everything of the message is in Kafka, or something failed. */
    void completed() {
        complete = true;
        connection.completed(this);
    }

    /** The acknowledgement could not be written: the client has to come back for it. */
    void abandon(RuntimeException fault) {
        connection.broken(fault);
    }

    boolean isComplete() {
        return complete;
    }

    @Nullable Exception failure() {
        return failure;
    }

    Prepared prepared() {
        return prepared;
    }

    int packetId() {
        return packetId;
    }

    int qos() {
        return qos;
    }

    long arrivedNanos() {
        return arrivedNanos;
    }
}
