package org.vitalwire.analytics.quality;

import java.time.Duration;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What is expected of one sign, in its canonical unit.
 *
 * @param step how far two values may be apart, however close they follow each other
 * @param perSecond how much further for each second between them
 * @param confirmAfter values that stay where they jumped to for so long are believed
 * @param neverDoubtedBelow a jump to here or below is never held back for its speed alone: an
 *     asystole or an apnoea is sudden; negative where there is no such value
 * @param devicesApart how far two devices may be apart before they disagree; 0 for never
 * @param usualLow below it a value is worth a look: of two that disagree, the one further outside
 *     counts
 * @param usualHigh above it
 * @param source where the numbers come from; "ours" where they are our judgement
 */
public record SignRule(
        VitalSign sign,
        double step,
        double perSecond,
        Duration confirmAfter,
        double neverDoubtedBelow,
        double devicesApart,
        double usualLow,
        double usualHigh,
        String source) {

    public SignRule {
        if (!(step > 0) || !(perSecond >= 0)) {
            throw new IllegalArgumentException(
                    sign.code() + ": step must be positive and perSecond not negative");
        }
        if (confirmAfter.isNegative()) {
            throw new IllegalArgumentException(sign.code() + ": confirmAfter must not be negative");
        }
        if (!(devicesApart >= 0)) {
            throw new IllegalArgumentException(sign.code() + ": devicesApart must not be negative");
        }
        if (!(usualLow < usualHigh)) {
            throw new IllegalArgumentException(sign.code() + ": usualLow must be below usualHigh");
        }
    }

    /** How far outside the usual range a value is, 0 inside. */
    double outside(double value) {
        return Math.max(0, Math.max(usualLow - value, value - usualHigh));
    }
}
