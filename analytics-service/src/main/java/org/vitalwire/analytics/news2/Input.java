package org.vitalwire.analytics.news2;

import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A value that NEWS2 can use.
 *
 * @param value at chart resolution, canonical unit
 * @param at measured time, microseconds
 * @param messageId the reading that it came with
 */
public record Input(VitalSign sign, double value, long at, String messageId) {}
