package org.vitalwire.gateway.continuity;

import java.time.Instant;

/**
 * How much of what a device counted came, over all its runs that are kept.
 *
 * @param lastAt our time when the newest of it came
 */
public record CountTotals(long received, long missing, Instant lastAt) {}
