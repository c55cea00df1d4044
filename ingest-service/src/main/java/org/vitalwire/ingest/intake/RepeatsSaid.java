package org.vitalwire.ingest.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that readings come which are stored already: after a crash, or when somebody has the topic
 * read again. At most once a minute, with the number since it last did.
 */
final class RepeatsSaid {

    private static final Logger log = LoggerFactory.getLogger(RepeatsSaid.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant notBefore = Instant.MIN;
    private long unsaid;

    RepeatsSaid(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void duplicates(int number) {
        unsaid += number;
        Instant now = clock.instant();
        if (unsaid > 0 && !now.isBefore(notBefore)) {
            log.atInfo()
                    .addKeyValue("duplicates", unsaid)
                    .log("readings came again that are stored already, nothing changed");
            unsaid = 0;
            notBefore = now.plus(QUIET);
        }
    }
}
