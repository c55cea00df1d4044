package org.vitalwire.ingest.erasure;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Learns of erasures that another process of this service carried out. */
final class ErasedPatientsRefresh implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ErasedPatientsRefresh.class);
    private static final long EVERY_SECONDS = 30;

    private final ErasureTable table;
    private final ErasedPatients erased;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("erased-patients").factory());
    private volatile @Nullable ScheduledFuture<?> refreshing;

    ErasedPatientsRefresh(ErasureTable table, ErasedPatients erased) {
        this.table = table;
        this.erased = erased;
    }

    private void refresh() {
        try {
            erased.know(table.known());
        } catch (RuntimeException e) {
            // While the database is away nothing is written either.
            log.atDebug().setCause(e).log("erased patients not refreshed");
        }
    }

    @Override
    public void start() {
        refreshing =
                worker.scheduleWithFixedDelay(
                        this::refresh, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        ScheduledFuture<?> running = refreshing;
        if (running != null) {
            running.cancel(false);
        }
        refreshing = null;
    }

    @Override
    public boolean isRunning() {
        return refreshing != null;
    }
}
