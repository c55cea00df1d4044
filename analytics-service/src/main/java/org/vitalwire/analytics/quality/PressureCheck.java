package org.vitalwire.analytics.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Whether the three pressures of one measurement fit each other. An oscillometric cuff measures the
 * mean and estimates the others, so a movement shows in their order.
 */
final class PressureCheck {

    /** Systolic, diastolic and mean of one method. */
    private record Triple(VitalSign systolic, VitalSign diastolic, VitalSign mean) {
        boolean has(VitalSign sign) {
            return sign == systolic || sign == diastolic || sign == mean;
        }
    }

    private static final List<Triple> TRIPLES =
            List.of(
                    new Triple(
                            VitalSign.SYSTOLIC_PRESSURE,
                            VitalSign.DIASTOLIC_PRESSURE,
                            VitalSign.MEAN_PRESSURE),
                    new Triple(
                            VitalSign.INVASIVE_SYSTOLIC_PRESSURE,
                            VitalSign.INVASIVE_DIASTOLIC_PRESSURE,
                            VitalSign.INVASIVE_MEAN_PRESSURE));

    /** Charted means are rounded, and taken by other formulas. */
    private static final double ROUNDING = 2;

    private final double leastPulsePressure;
    private final double mostPulsePressure;

    PressureCheck(double leastPulsePressure, double mostPulsePressure) {
        this.leastPulsePressure = leastPulsePressure;
        this.mostPulsePressure = mostPulsePressure;
    }

    /** What does not fit, for people; null where all does or nothing can be compared. */
    @Nullable String impossible(VitalSign sign, Reading reading) {
        Triple triple = tripleOf(sign);
        if (triple == null) {
            return null;
        }
        VitalValue systolic = valueIn(reading, triple.systolic());
        VitalValue diastolic = valueIn(reading, triple.diastolic());
        VitalValue mean = valueIn(reading, triple.mean());
        if (systolic != null && diastolic != null && systolic.value() <= diastolic.value()) {
            return "systolic "
                    + Texts.withUnit(systolic)
                    + ", not above diastolic "
                    + Texts.withUnit(diastolic);
        }
        if (systolic != null && mean != null && mean.value() > systolic.value() + ROUNDING) {
            return "mean " + Texts.withUnit(mean) + ", above systolic " + Texts.withUnit(systolic);
        }
        if (diastolic != null && mean != null && mean.value() < diastolic.value() - ROUNDING) {
            return "mean "
                    + Texts.withUnit(mean)
                    + ", below diastolic "
                    + Texts.withUnit(diastolic);
        }
        return null;
    }

    /** A pulse pressure that is hardly one, for people; null where it is fine or not known. */
    @Nullable String unlikely(VitalSign sign, Reading reading) {
        Triple triple = tripleOf(sign);
        if (triple == null) {
            return null;
        }
        VitalValue systolic = valueIn(reading, triple.systolic());
        VitalValue diastolic = valueIn(reading, triple.diastolic());
        if (systolic == null || diastolic == null) {
            return null;
        }
        double pulsePressure = systolic.value() - diastolic.value();
        if (pulsePressure >= leastPulsePressure && pulsePressure <= mostPulsePressure) {
            return null;
        }
        return "systolic "
                + Texts.withUnit(systolic)
                + ", diastolic "
                + Texts.withUnit(diastolic)
                + (pulsePressure < leastPulsePressure ? ": too close" : ": too far apart");
    }

    private static @Nullable Triple tripleOf(VitalSign sign) {
        if (!sign.entry().unit().equals("mm[Hg]")) {
            return null;
        }
        for (Triple triple : TRIPLES) {
            if (triple.has(sign)) {
                return triple;
            }
        }
        return null;
    }

    /** Only of values that are not out of the question by themselves. */
    private static @Nullable VitalValue valueIn(Reading reading, VitalSign sign) {
        for (VitalValue value : reading.values()) {
            if (value.sign() == sign) {
                return value.isScorable() && sign.entry().isPlausible(value.value()) ? value : null;
            }
        }
        return null;
    }
}
