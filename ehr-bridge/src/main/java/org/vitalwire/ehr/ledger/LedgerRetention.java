package org.vitalwire.ehr.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets lines of the ledger that are older than its retention, a few at a time. What a target
 * does not have yet stays, however old, unless nobody has been configured with that target for as
 * long.
 */
public final class LedgerRetention implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LedgerRetention.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int LINES_AT_ONCE = 50_000;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ehr-retention").factory());

    /**
     * @param configured targets that this process delivers to
     */
    public LedgerRetention(
            ObservationLedger ledger,
            AlertLedger alerts,
            DeliveryTargets targets,
            Collection<String> configured,
            Duration retention,
            InstantSource clock) {
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> forget(ledger, alerts, targets, configured, retention, clock),
                        INTERVAL.toSeconds(),
                        INTERVAL.toSeconds(),
                        TimeUnit.SECONDS);
    }

    private static void forget(
            ObservationLedger ledger,
            AlertLedger alerts,
            DeliveryTargets targets,
            Collection<String> configured,
            Duration retention,
            InstantSource clock) {
        try {
            Instant before = clock.instant().minus(retention);
            targets.configured(configured);
            targets.forgetUnseenSince(before);
            int lines = ledger.forgetBefore(before, LINES_AT_ONCE);
            lines += alerts.forgetEndedBefore(before, LINES_AT_ONCE);
            log.atDebug().addKeyValue("lines", lines).log("old lines forgotten");
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("old lines not forgotten, next time again");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
