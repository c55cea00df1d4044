package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.Map;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Which values are believed. What a device flags, or what lies outside of the plausible range,
 * never counts, whatever a policy says.
 *
 * @param fastestChange the most that a sign changes in a second, canonical unit; signs that are not
 *     in it are not held to one
 * @param leastPerfusionIndex below it SpO2 and pulse rate of the same reading do not count, percent
 * @param rateDisagreement by how much the ECG's heart rate and the pulse rate may differ, /min
 * @param flatLineAfter a sign that never stands still was the same for so long
 * @param leastPulsePressure systolic less diastolic at least, mmHg
 * @param mostPulsePressure and at most, mmHg
 * @param deviceDisagreement by how much two devices on one patient may differ, canonical unit
 */
public record QualityPolicy(
        Map<VitalSign, Double> fastestChange,
        double leastPerfusionIndex,
        double rateDisagreement,
        Duration flatLineAfter,
        double leastPulsePressure,
        double mostPulsePressure,
        Map<VitalSign, Double> deviceDisagreement) {

    /**
     * Where a policy says nothing. Our choices, looser than any illness: 0.3 % is where makers of
     * oximeters call perfusion weak; the others bound artefacts, not patients.
     */
    public static final QualityPolicy USUAL =
            new QualityPolicy(
                    Map.of(
                            VitalSign.HEART_RATE, 25.0,
                            VitalSign.PULSE_RATE, 25.0,
                            VitalSign.RESPIRATORY_RATE, 15.0,
                            VitalSign.SPO2, 5.0,
                            VitalSign.INVASIVE_SYSTOLIC_PRESSURE, 40.0,
                            VitalSign.TEMPERATURE, 0.05,
                            VitalSign.TEMPERATURE_CORE, 0.05),
                    0.3,
                    30,
                    Duration.ofMinutes(10),
                    10,
                    150,
                    Map.of(
                            VitalSign.HEART_RATE, 20.0,
                            VitalSign.PULSE_RATE, 20.0,
                            VitalSign.RESPIRATORY_RATE, 8.0,
                            VitalSign.SPO2, 6.0,
                            VitalSign.SYSTOLIC_PRESSURE, 30.0));

    public QualityPolicy {
        fastestChange = Map.copyOf(fastestChange);
        deviceDisagreement = Map.copyOf(deviceDisagreement);
    }
}
