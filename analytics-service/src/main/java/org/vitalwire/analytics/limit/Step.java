package org.vitalwire.analytics.limit;

import java.time.Duration;
import org.vitalwire.contracts.event.Priority;

/**
 * One depth of a limit.
 *
 * @param beyond strictly below, or strictly above, this; canonical unit of the sign
 * @param delay how long it must last, event time
 * @param priority after IEC 60601-1-8
 */
public record Step(double beyond, Duration delay, Priority priority) {}
