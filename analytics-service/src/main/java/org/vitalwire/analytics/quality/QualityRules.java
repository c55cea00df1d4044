package org.vitalwire.analytics.quality;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What the gate goes by: data, shipped as {@code quality-rules.json}.
 *
 * @param description what it is for and where the numbers come from
 * @param believeAfter a doubt that lasts so long is believed, where nothing else is said
 * @param leastPulsePressure systolic minus diastolic, mmHg; less is doubted. 0 for a patient on a
 *     continuous-flow pump
 * @param mostPulsePressure more is doubted as well, mmHg
 * @param signs at most one of a sign; a sign without one is only asked for flags and plausibility
 */
public record QualityRules(
        String description,
        Duration believeAfter,
        double leastPulsePressure,
        double mostPulsePressure,
        Perfusion perfusion,
        Pulse pulse,
        FlatLine flatLine,
        Duration devicesWithin,
        List<SignRule> signs) {

    /**
     * The pulse at the sensor of an oximeter.
     *
     * @param below perfusion index, %, below which its saturation and pulse rate are doubted; 0 for
     *     never
     * @param within how long an index stands for what the same device measures after it
     */
    public record Perfusion(double below, Duration within) {}

    /**
     * Heart rate of the ECG against pulse rate.
     *
     * @param apart /min; further apart they contradict each other,
     * @param apartShare and further than this share of the heart rate
     * @param within how close in time the two must be where they come from two devices; one device
     *     says both at once
     * @param believeHighAfter a heart rate above the pulse rate is believed after so long: a
     *     tachycardia may not reach the finger
     * @param standstill /min; a heart rate of at most this is not believed at all while there is a
     *     steady pulse: a lead is off
     * @param saturationFall %; a saturation that fell by more, together with a pulse rate that the
     *     ECG contradicts, is doubted
     * @param believeOximeterAfter such a saturation, and a pulse rate above the heart rate, are
     *     believed after so long
     */
    public record Pulse(
            double apart,
            double apartShare,
            Duration within,
            Duration believeHighAfter,
            double standstill,
            double saturationFall,
            Duration believeOximeterAfter) {}

    /**
     * A device that says the same over and over.
     *
     * @param after how long; and of at least
     * @param samples so many messages, all alike in every sign
     */
    public record FlatLine(Duration after, int samples) {}

    public QualityRules {
        signs = List.copyOf(signs);
        positive("believeAfter", believeAfter);
        positive("devicesWithin", devicesWithin);
        positive("perfusion.within", perfusion.within());
        positive("pulse.within", pulse.within());
        positive("pulse.believeHighAfter", pulse.believeHighAfter());
        positive("pulse.believeOximeterAfter", pulse.believeOximeterAfter());
        positive("flatLine.after", flatLine.after());
        notNegative("leastPulsePressure", leastPulsePressure);
        if (!(mostPulsePressure > leastPulsePressure)) {
            throw new IllegalArgumentException(
                    "mostPulsePressure must be above leastPulsePressure");
        }
        notNegative("perfusion.below", perfusion.below());
        notNegative("pulse.apart", pulse.apart());
        notNegative("pulse.apartShare", pulse.apartShare());
        notNegative("pulse.standstill", pulse.standstill());
        notNegative("pulse.saturationFall", pulse.saturationFall());
        if (flatLine.samples() < 2 || flatLine.samples() > QualityMemory.MOST_ALIKE) {
            throw new IllegalArgumentException(
                    "flatLine.samples must be from 2 to " + QualityMemory.MOST_ALIKE);
        }
        Set<VitalSign> seen = new HashSet<>();
        for (SignRule rule : signs) {
            if (!seen.add(rule.sign())) {
                throw new IllegalArgumentException(rule.sign().code() + " has more than one rule");
            }
        }
    }

    private static void positive(String field, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(field + " must be positive");
        }
    }

    private static void notNegative(String field, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(field + " must not be negative");
        }
    }
}
