package org.vitalwire.analytics.decision;

/** Where a decision stands at a moment. */
enum Standing {
    IN_FORCE,
    /** Its time is still to come. */
    PENDING,
    /** A later decision lies over it. */
    SUPERSEDED,
    /** Its time is over. */
    EXPIRED,
    /** It took a policy away, and is none itself. */
    WITHDRAWN
}
