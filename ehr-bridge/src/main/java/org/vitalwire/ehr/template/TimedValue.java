package org.vitalwire.ehr.template;

import java.time.Instant;

/**
 * A value as a device sent it, or as it is to be written.
 *
 * @param value a number where the template wants one
 */
public record TimedValue(Instant time, String value) {}
