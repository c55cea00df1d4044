package org.vitalwire.analytics.score;

/**
 * A value that a score can use.
 *
 * @param value canonical unit of what it is of; a slope is per hour, a deviation in robust
 *     deviations from the patient's usual
 * @param at measured time, microseconds; of a slope or deviation that of the newest value in it
 * @param messageId the reading that it came with
 */
public record Measured(double value, long at, String messageId) {}
