package org.vitalwire.ehr.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.ehr.ledger.DeliveryLedger;

/** Counts what waits, every half minute: scrapes do not query the database. */
final class BacklogMetrics implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BacklogMetrics.class);
    private static final int INTERVAL_SECONDS = 30;

    private final AtomicLong lines;
    private final AtomicLong failed;
    private final AtomicLong oldestSeconds;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ehr-backlog").factory());

    BacklogMetrics(DeliveryLedger ledger, InstantSource clock, MeterRegistry meters) {
        this.lines = register(meters, "vitalwire.ehr.backlog");
        this.failed = register(meters, "vitalwire.ehr.failed");
        this.oldestSeconds = register(meters, "vitalwire.ehr.backlog.oldest.seconds");
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> count(ledger, clock), 5, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    private static AtomicLong register(MeterRegistry meters, String name) {
        AtomicLong value = new AtomicLong();
        meters.gauge(name, value);
        return value;
    }

    private void count(DeliveryLedger ledger, InstantSource clock) {
        try {
            DeliveryLedger.Backlog backlog = ledger.backlog();
            lines.set(backlog.lines());
            failed.set(backlog.failed());
            oldestSeconds.set(
                    backlog.oldest()
                            .map(oldest -> Duration.between(oldest, clock.instant()).toSeconds())
                            .map(seconds -> Math.max(0, seconds))
                            .orElse(0L));
        } catch (RuntimeException e) {
            log.atDebug()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("backlog not counted");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
