package org.vitalwire.alert.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What time does: closes silent retrospective episodes and forgets old inbox entries. */
final class Housekeeping {

    private static final Duration BETWEEN_PURGES = Duration.ofHours(1);
    private static final int PURGED_AT_ONCE = 10_000;

    private final EpisodeLedger ledger;
    private final JdbcClient jdbc;
    private final LedgerSettings settings;
    private final InstantSource clock;
    private Instant nextPurge = Instant.MIN;

    Housekeeping(
            EpisodeLedger ledger, JdbcClient jdbc, LedgerSettings settings, InstantSource clock) {
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns whether there is more to do at once. */
    boolean tidy() {
        if (ledger.closeLapsed(settings.retrospectiveQuiet()) > 0) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(nextPurge)) {
            return false;
        }
        if (purge(now) == PURGED_AT_ONCE) {
            return true;
        }
        nextPurge = now.plus(BETWEEN_PURGES);
        return false;
    }

    private int purge(Instant now) {
        return jdbc.sql(
                        """
                        delete from finding_inbox where ctid = any (array(
                            select ctid from finding_inbox where recorded_at < ? limit ?))
                        """)
                .param(Columns.time(now.minus(settings.inboxRetention())))
                .param(PURGED_AT_ONCE)
                .update();
    }
}
