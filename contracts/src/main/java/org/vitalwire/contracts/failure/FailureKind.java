package org.vitalwire.contracts.failure;

/** What is to be done about a failure. */
public enum FailureKind {
    /** The sender's fault and for ever: quarantine at once. */
    MALFORMED,
    /** Well-formed but not believable: store, flag, do not score. */
    IMPLAUSIBLE,
    /** Not allowed: refuse and audit. */
    UNAUTHORISED,
    /** Something we need is away: back off, pause, never dead-letter. */
    UNAVAILABLE,
    /** Our own fault: bounded retries, quarantine, page operations. */
    DEFECT
}
