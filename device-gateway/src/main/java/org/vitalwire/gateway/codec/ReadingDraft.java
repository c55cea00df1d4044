package org.vitalwire.gateway.codec;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;

/**
 * A reading in the making: values are converted to the canonical unit, rounded and judged, and what
 * cannot be taken becomes a fault beside its neighbours. Used once, by one thread.
 */
public final class ReadingDraft {

    private final DecodingTrace trace;
    private final List<VitalValue> values = new ArrayList<>(4);
    private final Set<VitalSign> seen = EnumSet.noneOf(VitalSign.class);
    private final FaultNotes notes = new FaultNotes();
    private boolean faulty;

    public ReadingDraft(DecodingTrace trace) {
        this.trace = trace;
    }

    /**
     * A measured number.
     *
     * @param number NaN and infinities are refused
     * @param unit UCUM, or one of the spellings that the sign accepts
     * @param flags bits of {@link org.vitalwire.contracts.vitals.ValueFlag} that the device gave
     */
    public void quantity(VitalSign sign, double number, String unit, int flags) {
        if (sign.entry().kind() != Kind.QUANTITY) {
            fault(FailureCode.UNKNOWN_SIGN, sign.code() + " does not come as a number");
            return;
        }
        OptionalDouble canonical = sign.entry().toCanonical(number, unit);
        if (canonical.isEmpty()) {
            fault(
                    FailureCode.UNKNOWN_UNIT,
                    sign.code() + " does not come in that unit; ours is " + sign.entry().unit());
        } else if (!Double.isFinite(canonical.getAsDouble())) {
            fault(FailureCode.NOT_A_NUMBER, sign.code() + " is not a finite number");
        } else {
            VitalValue value = Measurement.of(sign, canonical.getAsDouble());
            add(new VitalValue(sign, value.value(), value.flags() | flags));
        }
    }

    /** A letter of a coded sign, such as V for consciousness. */
    public void code(VitalSign sign, String letter) {
        int index = sign.entry().codes().indexOf(letter);
        if (sign.entry().kind() != Kind.CODED) {
            fault(FailureCode.NOT_A_NUMBER, sign.code() + " is a number, not text");
        } else if (index < 0) {
            fault(
                    FailureCode.UNKNOWN_CODE,
                    sign.code() + " is one of " + String.join(", ", sign.entry().codes()));
        } else {
            add(new VitalValue(sign, index, 0));
        }
    }

    /**
     * @param reason for the vendor; positions and known names, never what was sent
     */
    public void fault(FailureCode code, String reason) {
        faulty = true;
        notes.note(code, reason);
        trace.step(code.name(), Outcome.REFUSED, () -> reason);
    }

    /** Nothing was taken and nothing was refused. */
    public boolean isBlank() {
        return values.isEmpty() && !faulty;
    }

    public boolean hasValues() {
        return !values.isEmpty();
    }

    /** Where a finished draft goes: a reading if there are values, and its faults. */
    public void addTo(List<DecodedReading> readings, List<Fault> faults, Place place) {
        if (!values.isEmpty()) {
            readings.add(
                    new DecodedReading(
                            place.measuredMicros(),
                            List.copyOf(values),
                            place.sequence(),
                            place.boot(),
                            place.offset(),
                            place.length(),
                            place.timeBase()));
        }
        int before = faults.size();
        List<Fault> noted = new ArrayList<>(0);
        notes.addTo(noted, place.where(), place.offset(), place.length());
        noted.stream()
                .map(fault -> values.isEmpty() ? fault.of(place.sequence(), place.boot()) : fault)
                .forEach(faults::add);
        if (values.isEmpty()) {
            faults.subList(before, faults.size())
                    .replaceAll(fault -> fault.of(place.sequence(), place.boot()));
        }
    }

    /**
     * When a reading was measured, and where in the payload it stands.
     *
     * @param where begins each fault's reason, such as {@code record 2: }
     */
    public record Place(
            long measuredMicros,
            DecodedReading.TimeBase timeBase,
            long sequence,
            String boot,
            String where,
            int offset,
            int length) {}

    private void add(VitalValue value) {
        VitalSign sign = value.sign();
        if (!seen.add(sign)) {
            fault(FailureCode.DUPLICATE_SIGN, sign.code() + " is given twice, the first was kept");
            return;
        }
        values.add(value);
        trace.step(
                sign.code(),
                Outcome.TAKEN,
                () -> sign.entry().format(value.value()) + " " + sign.entry().unit());
    }
}
