package org.vitalwire.gateway.stream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings completed messages from Kafka's thread to one event loop: Kafka acknowledges batches, and
 * the loop is woken once for a batch, not for each message.
 */
public final class Completions {

    private final Executor eventLoop;
    private final Queue<PendingRecords> completed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    public Completions(Executor eventLoop) {
        this.eventLoop = eventLoop;
    }

    void add(PendingRecords message) {
        completed.add(message);
        if (scheduled.compareAndSet(false, true)) {
            eventLoop.execute(this::drain);
        }
    }

    /** Runs something else on the event loop. */
    public void run(Runnable task) {
        eventLoop.execute(task);
    }

    private void drain() {
        // Before the look at the queue: what comes after it schedules another drain.
        scheduled.set(false);
        for (PendingRecords message = completed.poll();
                message != null;
                message = completed.poll()) {
            try {
                message.complete();
            } catch (RuntimeException e) {
                // One connection's fault must not hold up the others' acknowledgements.
                message.abandon(e);
            }
        }
    }
}
