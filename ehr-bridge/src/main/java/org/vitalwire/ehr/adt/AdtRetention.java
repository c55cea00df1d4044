package org.vitalwire.ehr.adt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets old messages, which name patients. */
final class AdtRetention implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AdtRetention.class);
    private static final Duration INTERVAL = Duration.ofMinutes(30);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ehr-adt-retention").factory());

    AdtRetention(AdtInbox inbox, Duration keep, InstantSource clock) {
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> forget(inbox, keep, clock),
                        INTERVAL.toSeconds(),
                        INTERVAL.toSeconds(),
                        TimeUnit.SECONDS);
    }

    private static void forget(AdtInbox inbox, Duration keep, InstantSource clock) {
        try {
            inbox.forgetBefore(clock.instant().minus(keep));
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("old admission messages not forgotten, next time again");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
