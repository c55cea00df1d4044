package org.vitalwire.alert.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls that are due. Any number of replicas do, each other episodes. */
final class EscalationClock {

    private static final Logger log = LoggerFactory.getLogger(EscalationClock.class);
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final EpisodeLedger ledger;
    private final InstantSource clock;
    // As if it had been put back before the start: another process may have run with it.
    private Instant latest = Instant.MAX;

    EscalationClock(EpisodeLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Returns whether there is more to do at once. */
    boolean look() {
        Instant now = clock.instant();
        if (latest.isAfter(now.plus(TOLERANCE))) {
            int concerned = ledger.bringForward();
            if (concerned > 0) {
                log.atWarn()
                        .addKeyValue("episodes", concerned)
                        .log("the clock was put back; calls were brought forward");
            }
        }
        latest = now.isAfter(latest) || latest.isAfter(now.plus(TOLERANCE)) ? now : latest;
        return ledger.callWhoIsDue();
    }
}
