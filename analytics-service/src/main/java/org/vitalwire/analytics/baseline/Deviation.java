package org.vitalwire.analytics.baseline;

/**
 * How far a value is from what is usual for the patient.
 *
 * @param robustDeviations signed; of a patient whose values scatter normally, standard deviations
 * @param usual the patient's median, canonical unit
 * @param spread what stands for one deviation, canonical unit
 */
public record Deviation(double robustDeviations, double usual, double spread) {}
