package org.vitalwire.simulator.recording;

import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A value as the recording has it.
 *
 * @param unit UCUM, in which the recording gives it; empty for the sign's canonical unit
 */
public record RecordedValue(VitalSign sign, double value, String unit) {}
