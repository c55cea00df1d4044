package org.vitalwire.gateway.quarantine;

/** What came of sending a refused payload through again. */
enum ReplayOutcome {
    /** All of it is stored now. */
    ACCEPTED,
    /** Some of it is stored, the rest is refused still. */
    PARTLY,
    /** Refused again. */
    REJECTED
}
