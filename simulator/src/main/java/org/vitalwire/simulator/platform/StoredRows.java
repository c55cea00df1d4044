package org.vitalwire.simulator.platform;

/** What the store holds of a device in a period. */
public record StoredRows(long rows, long values) {}
