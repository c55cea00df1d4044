package org.vitalwire.contracts.reading;

/** How far the device's clock can be trusted. */
public enum ClockQuality {
    /** Agrees with ours within the tolerance. */
    SYNCHRONISED,
    /** Runs, but is off by {@link Reading#clockOffset()}. */
    OFFSET,
    /** Not judged. */
    UNKNOWN
}
