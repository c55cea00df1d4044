package org.vitalwire.ehr.ledger;

/** What a delivery brings: which table has the facts that the resource is made of. */
public enum ChartKind {
    /** A minute of a sign, or a score. */
    OBSERVATION
}
