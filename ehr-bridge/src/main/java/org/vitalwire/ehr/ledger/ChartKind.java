package org.vitalwire.ehr.ledger;

/** What a delivery brings: which tables have the facts that the resource is made of. */
public enum ChartKind {
    /** A minute of a sign, or a score. */
    OBSERVATION,
    /** That the condition of an alert is there, or was. */
    FLAG,
    /** That somebody was called. */
    COMMUNICATION,
    /** Who has an alert in hand. */
    TASK,
    /** What is known of a device. */
    DEVICE,
    /** A sign that a device measures. */
    DEVICE_METRIC
}
