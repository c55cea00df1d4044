package org.vitalwire.ehr.adt;

/** MSA-1 in original mode (HL7 table 0008). */
enum Acknowledgement {
    /** Durably in the database. */
    AA,
    /** Its content is at fault: it waits in the quarantine for a person. */
    AE,
    /** Not for us, or not now; nothing of it is kept. */
    AR
}
