package org.vitalwire.ehr.chart;

import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A value as charted.
 *
 * @param value canonical unit, at the sign's resolution
 * @param samples how many values it is the median of; 1 when it is the measured value itself
 */
public record MeasuredValue(VitalSign sign, double value, int samples) {}
