package org.vitalwire.gateway.stream;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.intake.Prepared;

/**
 * A message between its arrival and its acknowledgement. Kafka calls back once for each of its
 * records, on Kafka's own thread; after the last one {@link #completed} runs on the event loop of
 * whoever has to acknowledge.
 */
public abstract class PendingRecords implements Callback {

    private final RecordStream stream;
    private final Completions completions;
    private final Prepared prepared;
    private final long arrivedNanos;
    private final AtomicInteger remaining;
    private volatile @Nullable Exception failure;

    /** Belongs to the event loop. */
    private boolean complete;

    /**
     * @param prepared without a record, for what is settled by one call of {@link #onCompletion}
     *     after {@link RecordStream#hold}
     * @param arrivedNanos of {@link System#nanoTime}
     */
    protected PendingRecords(
            RecordStream stream, Completions completions, Prepared prepared, long arrivedNanos) {
        this.stream = stream;
        this.completions = completions;
        this.prepared = prepared;
        this.arrivedNanos = arrivedNanos;
        this.remaining = new AtomicInteger(Math.max(1, prepared.records().size()));
    }

    /**
     * On the event loop: everything of the message is in Kafka, or {@link #failure} says why not.
     */
    protected abstract void completed();

    /** On the event loop: {@link #completed} threw, so nobody has been acknowledged. */
    protected abstract void abandon(RuntimeException fault);

    @Override
    public final void onCompletion(
            @Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failure = exception;
        }
        if (remaining.decrementAndGet() == 0) {
            stream.release(prepared.bytes());
            completions.add(this);
        }
    }

    final void complete() {
        complete = true;
        completed();
    }

    public final boolean isComplete() {
        return complete;
    }

    public final @Nullable Exception failure() {
        return failure;
    }

    public final Prepared prepared() {
        return prepared;
    }

    public final long arrivedNanos() {
        return arrivedNanos;
    }
}
