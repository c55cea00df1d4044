package org.vitalwire.ehr.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vitalwire.ehr.ledger.DeliveryTargets.Kinds;

/**
 * Somebody who is delivered to, in a way of their own. All ways share the ledger, the lanes, and
 * that nobody but one process at a time is the writer.
 */
sealed interface Target extends AutoCloseable permits FhirRecord, OruReceiver, NdjsonFolder {

    /** Finds out what it takes, and how; again after it could not be found out. */
    Connection connect() throws InterruptedException;

    @Override
    void close();

    /** What came of it. */
    sealed interface Connection {
        /**
         * @param lanes one for each of the ledger's
         * @param atOnce how many of them may be at work at once
         */
        record Ready(List<? extends Lane> lanes, int atOnce, Kinds kinds) implements Connection {}

        /**
         * @param trouble as a code
         * @param after when to try again, where it was said
         */
        record NotNow(String trouble, Optional<Duration> after) implements Connection {}
    }
}
