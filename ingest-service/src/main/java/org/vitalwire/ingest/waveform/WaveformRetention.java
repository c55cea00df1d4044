package org.vitalwire.ingest.waveform;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Forgets waves that are too old, from time to time. */
final class WaveformRetention implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WaveformRetention.class);
    private static final long FIRST_AFTER_SECONDS = 60;

    private final WaveformStore store;
    private final InstantSource clock;
    private final WaveformSettings settings;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("waveform-retention").factory());
    private volatile @Nullable ScheduledFuture<?> forgetting;

    WaveformRetention(WaveformStore store, InstantSource clock, WaveformSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
    }

    void forget() {
        try {
            store.forgetBefore(clock.instant().minus(settings.retention()));
        } catch (RuntimeException e) {
            // A lock or an outage: what is old can wait for the next time.
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("old waveforms not forgotten, trying again later");
        }
    }

    @Override
    public void start() {
        forgetting =
                worker.scheduleWithFixedDelay(
                        this::forget,
                        FIRST_AFTER_SECONDS,
                        settings.forgetEvery().toSeconds(),
                        TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        ScheduledFuture<?> running = forgetting;
        if (running != null) {
            running.cancel(false);
        }
        forgetting = null;
    }

    @Override
    public boolean isRunning() {
        return forgetting != null;
    }
}
