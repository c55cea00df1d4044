package org.vitalwire.ehr.census;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has the lines of merged records revised, soon after the merge and after a crash. */
final class MergeRedelivery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MergeRedelivery.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final BooleanSupplier reviseSome;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ehr-merges").factory());
    private volatile boolean running;

    /**
     * @param reviseSome whether there may be more to do
     */
    MergeRedelivery(BooleanSupplier reviseSome) {
        this.reviseSome = reviseSome;
    }

    @Override
    public void start() {
        running = true;
        var _ =
                timer.scheduleWithFixedDelay(
                        this::reviseAll, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void reviseAll() {
        try {
            while (running && reviseSome.getAsBoolean()) {
                log.atDebug().log("lines of a merged record revised");
            }
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("lines of a merged record not revised, trying again");
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
