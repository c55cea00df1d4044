package org.vitalwire.ehr.policy;

import java.time.Instant;
import org.vitalwire.contracts.event.Priority;

/**
 * An alert of the patient.
 *
 * @param at when its condition began
 * @param priority the highest that it had
 */
public record Opened(Instant at, Priority priority) {}
