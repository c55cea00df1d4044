package org.vitalwire.gateway.stream;

import java.util.concurrent.CompletableFuture;
import org.vitalwire.gateway.intake.Prepared;

/** Records that a thread waits for, unlike those of a connection. */
public final class Delivery extends PendingRecords {

    /** Runs on Kafka's thread: all it does is to complete a future. */
    private static final Completions AT_ONCE = new Completions(Runnable::run);

    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Delivery(RecordStream stream, Prepared prepared) {
        super(stream, AT_ONCE, prepared, System.nanoTime());
    }

    /** Completes when Kafka has all of it; at once when there is nothing. */
    public static CompletableFuture<Void> of(RecordStream stream, Prepared prepared) {
        if (prepared.records().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Delivery delivery = new Delivery(stream, prepared);
        stream.send(delivery);
        return delivery.done;
    }

    @Override
    protected void completed() {
        Exception failure = failure();
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }

    @Override
    protected void abandon(RuntimeException fault) {
        done.completeExceptionally(fault);
    }
}
