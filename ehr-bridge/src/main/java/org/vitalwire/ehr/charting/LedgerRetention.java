package org.vitalwire.ehr.charting;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.ehr.ledger.ObservationLedger;

/** Forgets lines of the ledger that are older than its retention, a few at a time. */
final class LedgerRetention implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LedgerRetention.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int LINES_AT_ONCE = 50_000;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ehr-retention").factory());

    LedgerRetention(ObservationLedger ledger, Duration retention, InstantSource clock) {
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> forget(ledger, retention, clock),
                        INTERVAL.toSeconds(),
                        INTERVAL.toSeconds(),
                        TimeUnit.SECONDS);
    }

    private static void forget(ObservationLedger ledger, Duration retention, InstantSource clock) {
        try {
            int lines = ledger.forgetBefore(clock.instant().minus(retention), LINES_AT_ONCE);
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
