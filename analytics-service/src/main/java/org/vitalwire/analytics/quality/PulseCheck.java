package org.vitalwire.analytics.quality;

import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.event.HeldBack.Reason;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Heart rate of the ECG against the pulse rate of an oximeter or an arterial line. Where they
 * contradict each other, the one that left its own level is doubted: the other counts meanwhile, so
 * that the heart is never unwatched. Without a level to compare with, neither is.
 *
 * <p>None of it is silenced for good: a tachycardia may not reach the finger, a pulse may be lost
 * under a normal ECG, and a bradycardia may be counted twice at the finger. Only an ECG that says
 * standstill while there is a steady pulse is not believed at all.
 */
final class PulseCheck {

    /** A value that counted longer ago says nothing of the level. */
    private static final long LEVEL = EventTime.ofMillis(600_000);

    private final QualityRules.Pulse rules;
    private final long within;
    private final long believeAfter;
    private final long believeHighAfter;
    private final long believeOximeterAfter;

    PulseCheck(QualityRules rules) {
        this.rules = rules.pulse();
        this.within = EventTime.micros(rules.pulse().within());
        this.believeAfter = EventTime.micros(rules.believeAfter());
        this.believeHighAfter = EventTime.micros(rules.pulse().believeHighAfter());
        this.believeOximeterAfter = EventTime.micros(rules.pulse().believeOximeterAfter());
    }

    /**
     * A contradiction.
     *
     * @param heartIsDoubted whether it is the heart rate; else the pulse rate
     */
    record Contradiction(double heart, double pulse, boolean heartIsDoubted) {}

    @Nullable Contradiction check(QualityMemory memory, int device, Reading reading, long at) {
        VitalValue heartNow = usable(reading, VitalSign.HEART_RATE);
        VitalValue pulseNow = usable(reading, VitalSign.PULSE_RATE);
        if (heartNow == null && pulseNow == null) {
            return null;
        }
        Trace heartBefore = memory.newest(VitalSign.HEART_RATE);
        Trace pulseBefore = memory.newest(VitalSign.PULSE_RATE);
        boolean heartIsKnown = heartNow != null || isOfAnother(heartBefore, device, at);
        boolean pulseIsKnown = pulseNow != null || isOfAnother(pulseBefore, device, at);
        if (!heartIsKnown || !pulseIsKnown) {
            return null;
        }
        double heart = valueOf(heartNow, heartBefore);
        double pulse = valueOf(pulseNow, pulseBefore);
        if (Math.abs(heart - pulse) <= Math.max(rules.apart(), rules.apartShare() * heart)) {
            return null;
        }
        if (!isWithin(heartBefore, LEVEL, at) && !isWithin(pulseBefore, LEVEL, at)) {
            return null;
        }
        double heartMoved = moved(heart, heartBefore, at);
        double pulseMoved = moved(pulse, pulseBefore, at);
        double leftItsLevel = rules.apart() / 2;
        if (pulseMoved > heartMoved) {
            return pulseNow != null && pulseMoved > leftItsLevel
                    ? new Contradiction(heart, pulse, false)
                    : null;
        }
        boolean pulseIsSteady = pulseMoved <= rules.apart();
        return heartNow != null && heartMoved > leftItsLevel && pulseIsSteady
                ? new Contradiction(heart, pulse, true)
                : null;
    }

    /** How far a rate is from its own level; without one it is as far as can be. */
    private static double moved(double rate, @Nullable Trace before, long at) {
        return before != null && before.hasValueWithin(LEVEL, at)
                ? Math.abs(rate - before.value)
                : Double.MAX_VALUE;
    }

    /** What the contradiction means for a value of this reading, null where it means nothing. */
    @Nullable Doubt doubt(Contradiction found, VitalValue value, @Nullable Trace trace) {
        return switch (value.sign()) {
            case HEART_RATE -> found.heartIsDoubted() ? heart(found) : null;
            case PULSE_RATE ->
                    found.heartIsDoubted()
                            ? null
                            : doubt(
                                    found,
                                    found.pulse() < found.heart()
                                            ? believeAfter
                                            : believeOximeterAfter);
            case SPO2 ->
                    !found.heartIsDoubted()
                                    && trace != null
                                    && trace.hasValue()
                                    && trace.value - value.value() > rules.saturationFall()
                            ? doubt(found, believeOximeterAfter)
                            : null;
            default -> null;
        };
    }

    private Doubt heart(Contradiction found) {
        if (found.heart() > found.pulse()) {
            return doubt(found, believeHighAfter);
        }
        return doubt(found, found.heart() <= rules.standstill() ? Doubt.NEVER : believeAfter);
    }

    private static Doubt doubt(Contradiction found, long believeAfter) {
        return new Doubt(
                Reason.PULSE_DISAGREES,
                "pulse rate "
                        + Texts.withUnit(VitalSign.PULSE_RATE, found.pulse())
                        + ", ECG "
                        + Texts.withUnit(VitalSign.HEART_RATE, found.heart()),
                believeAfter);
    }

    /** What a device that says the other rate now has said a moment ago may be over. */
    private boolean isOfAnother(@Nullable Trace trace, int device, long at) {
        return trace != null && trace.device != device && trace.hasValueWithin(within, at);
    }

    private static boolean isWithin(@Nullable Trace trace, long span, long at) {
        return trace != null && trace.hasValueWithin(span, at);
    }

    private static double valueOf(@Nullable VitalValue now, @Nullable Trace before) {
        if (now != null) {
            return now.value();
        }
        return before == null ? Double.NaN : before.value;
    }

    private static @Nullable VitalValue usable(Reading reading, VitalSign sign) {
        for (VitalValue value : reading.values()) {
            if (value.sign() == sign) {
                return value.isScorable() && sign.entry().isPlausible(value.value()) ? value : null;
            }
        }
        return null;
    }
}
