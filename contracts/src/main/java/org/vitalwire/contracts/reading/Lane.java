package org.vitalwire.contracts.reading;

/** Whether a reading came early enough to act upon. */
public enum Lane {
    LIVE,
    /** Stored, scored and charted as retrospective; never pages. */
    BACKFILL
}
