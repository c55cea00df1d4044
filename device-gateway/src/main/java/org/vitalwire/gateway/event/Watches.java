package org.vitalwire.gateway.event;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs those who watch for conditions, one after the other on one thread of its own. */
public final class Watches implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Watches.class);
    private static final long CLOSING_PATIENCE_SECONDS = 5;

    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("gateway-watches").factory());

    /** Looks again and again. One that fails looks again at its next tick. */
    // Nobody waits for a tick.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void every(Duration period, String name, Runnable look) {
        ticks.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.run();
                    } catch (RuntimeException e) {
                        // The message may quote what was written: it stays out of the log.
                        log.atWarn()
                                .addKeyValue("watch", name)
                                .addKeyValue("cause", e.getClass().getSimpleName())
                                .log("a watch failed, it looks again");
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        try {
            ticks.awaitTermination(CLOSING_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
