package org.vitalwire.ehr.ledger;

import java.time.Instant;
import java.util.Optional;

/** What is charted and delivered as one resource, under one id at every target. */
public sealed interface ChartLine permits LedgerEntry, FurtherLine {

    ChartKind kind();

    /** Resource id. */
    String id();

    /** Counts up when what is charted changes. */
    int revision();

    /** When this revision was charted. */
    Instant chartedAt();

    /** Deliveries begun to the target that it is read for; 0 where there is none. */
    int attempts();

    /** The id at a target that chooses ids itself. */
    Optional<String> remoteId();
}
