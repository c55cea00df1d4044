package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Values of one reading on which no score and no limit rests. They are not hidden: they are stored
 * as they came, and shown with the reason.
 *
 * @param measuredAt the device's own time
 * @param values at least one, at most one of a sign
 * @param messageId the reading that they came with
 */
public record HeldBack(
        PatientId patientId,
        DeviceId deviceId,
        Instant measuredAt,
        List<Value> values,
        boolean retrospective,
        boolean synthetic,
        String messageId) {

    public HeldBack {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was held back");
        }
    }

    /**
     * One value.
     *
     * @param value as it was sent, in the canonical unit
     * @param text the reason for people, with the numbers behind it, for example "pulse rate 102
     *     /min, ECG 73 /min"; holds no name or identifier
     */
    public record Value(VitalSign sign, double value, Reason reason, String text) {}

    /** Why a value does not count. */
    public enum Reason {
        /** The device itself doubts it, or was not measuring a patient. */
        FLAGGED,
        /** Outside the physiologically plausible range of the sign. */
        IMPLAUSIBLE,
        /** A number by which devices say that they have no value. */
        NO_VALUE,
        /** Further from the value before than the sign changes in that time. */
        TOO_FAST,
        /** Heart rate of the ECG and pulse rate contradict each other. */
        PULSE_DISAGREES,
        /** The pulse at the sensor was too weak to measure by. */
        LOW_PERFUSION,
        /** Unchanged for longer than a living patient's. */
        FLAT_LINE,
        /** Systolic, diastolic and mean pressure do not fit each other. */
        PRESSURES_DISAGREE,
        /** Another device says otherwise, and its value is the one that counts. */
        DEVICES_DISAGREE,
        /** A reason of a later release; the text tells it. */
        OTHER;

        /** The name on our own interfaces, for example {@code low-perfusion}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
