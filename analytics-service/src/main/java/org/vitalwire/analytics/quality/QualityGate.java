package org.vitalwire.analytics.quality;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.quality.PulseCheck.Contradiction;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.HeldBack.Reason;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Judges a patient's readings, before anything else sees them. Readings come in the order of event
 * time; the same memory and the same reading give the same judgement.
 *
 * <p>Certain faults (a flag of the device, a value outside the plausible range, pressures that
 * cannot be) hold a value back whenever they occur. Doubts hold it back for a while: a doubt that
 * lasts is believed, so that a finding comes later and is not lost.
 */
public final class QualityGate {

    /**
     * Numbers by which devices say that they have none; where they cannot be a value of the sign.
     */
    private static final double[] SENTINELS = {
        0, -1, 127, 255, 511, 999, 9_999, 32_767, -32_768, 65_535, 8_388_607, -8_388_608
    };

    /** Of doubts that {@link #doubt} tells apart. */
    private static final int KINDS = 5;

    /** A device that was silent for longer begins anew. */
    private static final long FLAT_LINE_GAP = EventTime.ofMillis(300_000);

    private final QualityRules rules;
    private final @Nullable SignRule[] signRules;
    private final long[] confirmAfter;
    private final PulseCheck pulse;
    private final PressureCheck pressures;
    private final long believeAfter;
    private final long perfusionWithin;
    private final long flatAfter;
    private final long devicesWithin;

    public QualityGate(QualityRules rules) {
        this.rules = rules;
        this.pulse = new PulseCheck(rules);
        this.pressures = new PressureCheck(rules.leastPulsePressure(), rules.mostPulsePressure());
        this.believeAfter = EventTime.micros(rules.believeAfter());
        this.perfusionWithin = EventTime.micros(rules.perfusion().within());
        this.flatAfter = EventTime.micros(rules.flatLine().after());
        this.devicesWithin = EventTime.micros(rules.devicesWithin());
        int highest = 0;
        for (VitalSign sign : VitalSign.values()) {
            highest = Math.max(highest, sign.number());
        }
        this.signRules = new @Nullable SignRule[highest + 1];
        this.confirmAfter = new long[highest + 1];
        for (SignRule rule : rules.signs()) {
            signRules[rule.sign().number()] = rule;
            confirmAfter[rule.sign().number()] = EventTime.micros(rule.confirmAfter());
        }
    }

    /** What all values of one reading are judged by. */
    private record View(
            Reading reading,
            long at,
            int device,
            double perfusion,
            boolean isAlike,
            @Nullable Contradiction contradiction) {}

    /** Takes the reading into the memory. */
    public Judged judge(QualityMemory memory, Reading reading) {
        long at = EventTime.micros(reading.measuredAt());
        int device = memory.device(reading.deviceId().value(), at);
        double perfusion = perfusion(memory, reading, device, at);
        View view =
                new View(
                        reading,
                        at,
                        device,
                        perfusion,
                        isFlat(memory, reading, device, at),
                        perfusion < rules.perfusion().below()
                                ? null
                                : pulse.check(memory, device, reading, at));
        memory.heard(device, at);

        List<VitalValue> values = reading.values();
        List<VitalValue> counting = values;
        List<HeldBack.Value> heldBack = List.of();
        List<HeldBack.Value> toTell = List.of();
        for (int i = 0; i < values.size(); i++) {
            VitalValue value = values.get(i);
            Doubt doubt = certain(view, value);
            if (doubt == null) {
                doubt = lasting(memory, view, value);
            }
            if (doubt != null) {
                if (heldBack.isEmpty()) {
                    heldBack = new ArrayList<>(2);
                    toTell = new ArrayList<>(2);
                    counting = new ArrayList<>(values.subList(0, i));
                }
                HeldBack.Value held =
                        new HeldBack.Value(
                                value.sign(), value.value(), doubt.reason(), doubt.text());
                heldBack.add(held);
                if (memory.traceFor(value.sign(), device).isToTell(doubt.reason(), at)) {
                    toTell.add(held);
                }
            } else if (!heldBack.isEmpty()) {
                counting.add(value);
            }
        }
        return new Judged(counting, heldBack, toTell);
    }

    /** Faults that need no memory. */
    private @Nullable Doubt certain(View view, VitalValue value) {
        VitalSign sign = value.sign();
        boolean plausible = sign.entry().isPlausible(value.value());
        if (!plausible && isSentinel(value.value())) {
            return new Doubt(
                    Reason.NO_VALUE,
                    "the device says that it has no value (%s)"
                            .formatted(Texts.number(value.value())),
                    Doubt.NEVER);
        }
        if (!plausible || value.flags() == ValueFlag.IMPLAUSIBLE.bit()) {
            return new Doubt(
                    Reason.IMPLAUSIBLE,
                    "outside %s to %s"
                            .formatted(
                                    Texts.number(sign.entry().low()),
                                    Texts.withUnit(sign, sign.entry().high())),
                    Doubt.NEVER);
        }
        if (!value.isScorable()) {
            return new Doubt(
                    Reason.FLAGGED,
                    "marked by the device: " + String.join(", ", ValueFlag.codes(value.flags())),
                    Doubt.NEVER);
        }
        String impossible = pressures.impossible(sign, view.reading());
        return impossible == null
                ? null
                : new Doubt(Reason.PRESSURES_DISAGREE, impossible, Doubt.NEVER);
    }

    /**
     * The first doubt that has not lasted for long enough to be believed; else the value counts.
     */
    private @Nullable Doubt lasting(QualityMemory memory, View view, VitalValue value) {
        VitalSign sign = value.sign();
        SignRule rule = signRules[sign.number()];
        Trace trace = memory.trace(sign, view.device());
        // Asked first, as the time that values stay where they jumped to runs while they are
        // doubted.
        Doubt jump =
                rule == null || trace == null || !trace.hasValue()
                        ? null
                        : jump(trace, view.at(), value, rule);
        boolean doubted = false;
        for (int kind = 0; kind < KINDS; kind++) {
            Doubt doubt = doubt(kind, memory, view, value, rule, trace);
            if (doubt != null) {
                doubted = true;
                trace = memory.traceFor(sign, view.device());
                if (!trace.isDoubtedFor(doubt.believeAfter(), view.at())) {
                    return doubt;
                }
            }
        }
        if (jump != null) {
            return jump;
        }
        if (rule != null || trace != null || sign == VitalSign.PERFUSION_INDEX) {
            Trace counted = memory.traceFor(sign, view.device());
            counted.accept(value.value(), view.at());
            counted.endRun();
            if (!doubted) {
                counted.trust();
            }
        }
        return null;
    }

    private @Nullable Doubt doubt(
            int kind,
            QualityMemory memory,
            View view,
            VitalValue value,
            @Nullable SignRule rule,
            @Nullable Trace trace) {
        return switch (kind) {
            case 0 -> {
                Contradiction contradiction = view.contradiction();
                yield contradiction == null ? null : pulse.doubt(contradiction, value, trace);
            }
            case 1 -> weakPulse(view, value, rule);
            case 2 -> pulsePressure(view, value);
            case 3 -> rule == null ? null : flatLine(memory, view, value, rule);
            default -> rule == null ? null : otherDevice(memory, view, value, rule, trace);
        };
    }

    /** A jump is believed once the values stay where they jumped to. */
    private @Nullable Doubt jump(Trace trace, long at, VitalValue value, SignRule rule) {
        double seconds = Math.max(0, at - trace.at) / 1e6;
        double allowed = rule.step() + rule.perSecond() * seconds;
        if (Math.abs(value.value() - trace.value) <= allowed
                || value.value() <= rule.neverDoubtedBelow()) {
            trace.jumpedAt = EventTime.NEVER;
            return null;
        }
        boolean stays =
                trace.jumpedAt != EventTime.NEVER
                        && Math.abs(value.value() - trace.jumpedTo) <= rule.step();
        if (!stays) {
            trace.jumpedAt = at;
        }
        trace.jumpedTo = Trace.hundredth(value.value());
        boolean believed =
                trace.isDoubtedFor(believeAfter, at)
                        || at - trace.jumpedAt >= confirmAfter[rule.sign().number()];
        return believed
                ? null
                : new Doubt(
                        Reason.TOO_FAST,
                        Texts.withUnit(value)
                                + ", "
                                + Texts.withUnit(rule.sign(), trace.value)
                                + " "
                                + Texts.lasting(Math.max(0, at - trace.at))
                                + " before",
                        Doubt.NEVER);
    }

    /** A low saturation under a weak pulse may be a shock: it is believed when it lasts. */
    private @Nullable Doubt weakPulse(View view, VitalValue value, @Nullable SignRule rule) {
        boolean isOximeters =
                value.sign() == VitalSign.SPO2 || value.sign() == VitalSign.PULSE_RATE;
        if (!isOximeters || !(view.perfusion() < rules.perfusion().below())) {
            return null;
        }
        boolean worthALook = rule == null || rule.outside(value.value()) > 0;
        return new Doubt(
                Reason.LOW_PERFUSION,
                "perfusion index %s %%, below %s %%"
                        .formatted(
                                Texts.number(view.perfusion()),
                                Texts.number(rules.perfusion().below())),
                worthALook ? believeAfter : Doubt.NEVER);
    }

    private @Nullable Doubt pulsePressure(View view, VitalValue value) {
        String unlikely = pressures.unlikely(value.sign(), view.reading());
        return unlikely == null
                ? null
                : new Doubt(Reason.PRESSURES_DISAGREE, unlikely, believeAfter);
    }

    /** Only of values that call nobody: who must be looked at must be looked at. */
    private static @Nullable Doubt flatLine(
            QualityMemory memory, View view, VitalValue value, SignRule rule) {
        return view.isAlike() && rule.outside(value.value()) == 0
                ? new Doubt(
                        Reason.FLAT_LINE,
                        "the device has said the same for "
                                + Texts.lasting(view.at() - memory.alikeSince(view.device())),
                        Doubt.NEVER)
                : null;
    }

    /** Of two devices the one whose value is further outside the usual counts: nobody is missed. */
    private @Nullable Doubt otherDevice(
            QualityMemory memory,
            View view,
            VitalValue value,
            SignRule rule,
            @Nullable Trace trace) {
        Trace other = memory.otherTrace(rule.sign(), view.device());
        if (other == null
                || rule.devicesApart() == 0
                || !other.hasValueWithin(devicesWithin, view.at())
                || Math.abs(value.value() - other.value) <= rule.devicesApart()) {
            return null;
        }
        double outside = rule.outside(value.value());
        double otherOutside = rule.outside(other.value);
        boolean isFirst = trace != null && memory.isFirst(rule.sign(), view.device());
        boolean counts = outside > otherOutside || (outside == otherOutside && isFirst);
        return counts
                ? null
                : new Doubt(
                        Reason.DEVICES_DISAGREE,
                        "another device says " + Texts.withUnit(rule.sign(), other.value),
                        Doubt.NEVER);
    }

    private double perfusion(QualityMemory memory, Reading reading, int device, long at) {
        for (VitalValue value : reading.values()) {
            if (value.sign() == VitalSign.PERFUSION_INDEX) {
                return value.isScorable() ? value.value() : Double.NaN;
            }
        }
        Trace before = memory.trace(VitalSign.PERFUSION_INDEX, device);
        return before != null && before.hasValueWithin(perfusionWithin, at)
                ? before.value
                : Double.NaN;
    }

    /** Whether the device has said the very same, of two signs at least, for too long. */
    private boolean isFlat(QualityMemory memory, Reading reading, int device, long at) {
        int hash = 1;
        int signs = 0;
        boolean anyVaries = false;
        for (VitalValue value : reading.values()) {
            if (signRules[value.sign().number()] != null) {
                hash = (hash * 31 + value.sign().number()) * 31 + Double.hashCode(value.value());
                signs++;
                anyVaries |= varies(value.sign());
            }
        }
        if (signs < 2 || !anyVaries) {
            return false;
        }
        int times = memory.alike(device, hash, at, FLAT_LINE_GAP);
        return times >= rules.flatLine().samples() && at - memory.alikeSince(device) >= flatAfter;
    }

    /** A full saturation or a temperature may well stay as it is. */
    private static boolean varies(VitalSign sign) {
        return switch (sign) {
            case HEART_RATE,
                    PULSE_RATE,
                    RESPIRATORY_RATE,
                    ETCO2,
                    INVASIVE_SYSTOLIC_PRESSURE,
                    INVASIVE_DIASTOLIC_PRESSURE,
                    INVASIVE_MEAN_PRESSURE ->
                    true;
            default -> false;
        };
    }

    private static boolean isSentinel(double value) {
        for (double sentinel : SENTINELS) {
            if (value == sentinel) {
                return true;
            }
        }
        return false;
    }
}
