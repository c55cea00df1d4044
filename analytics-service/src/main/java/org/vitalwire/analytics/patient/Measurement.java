package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * One message as a lane takes it: small enough to wait in the state until nothing earlier can come.
 *
 * <p>Values are rounded to a hundredth, which is how they are kept: a message that waited in the
 * state must not be worth anything else than one that did not.
 *
 * @param at event time, microseconds: when it was measured, but never after it was received, as no
 *     value is known before it was measured
 * @param receivedAt at the gateway, microseconds
 * @param clockOffMillis our clock minus the device's, milliseconds; 0 where it is not known
 * @param battery of the device, whole percent; {@link #NOT_TOLD} where it never told
 * @param fingerprint of the message; the order of two that were measured at once
 */
record Measurement(
        long at,
        long receivedAt,
        String messageId,
        long fingerprint,
        String deviceId,
        long clockOffMillis,
        int battery,
        boolean synthetic,
        List<VitalValue> values) {

    /** The one order in which messages move a lane, however they came. */
    static final Comparator<Measurement> IN_ORDER =
            Comparator.comparingLong(Measurement::at).thenComparingLong(Measurement::fingerprint);

    static final int NOT_TOLD = -1;

    private static final int SYNTHETIC = 1;
    private static final int SAME_DEVICE = 2;
    private static final int DEVICE_TOLD = 4;

    Measurement {
        values = List.copyOf(values);
    }

    static Measurement of(Reading reading) {
        return of(reading, OptionalDouble.empty());
    }

    static Measurement of(Reading reading, OptionalDouble battery) {
        long measured = EventTime.micros(reading.measuredAt());
        long received = EventTime.micros(reading.receivedAt());
        List<VitalValue> rounded = new ArrayList<>(reading.values().size());
        for (VitalValue value : reading.values()) {
            double hundredths = Math.round(value.value() * 100) / 100.0;
            rounded.add(
                    hundredths == value.value()
                            ? value
                            : new VitalValue(value.sign(), hundredths, value.flags()));
        }
        String messageId = MessageIds.remembered(reading.messageId());
        return new Measurement(
                Math.min(measured, received),
                received,
                messageId,
                MessageIds.fingerprint(messageId),
                reading.deviceId().value(),
                reading.clockOffset().toMillis(),
                battery.isEmpty()
                        ? NOT_TOLD
                        : (int) Math.clamp(Math.floor(battery.getAsDouble()), 0, 100),
                reading.synthetic(),
                rounded);
    }

    /** A message of the same device mostly differs from the one before in its last letters. */
    void write(StateWriter out, @Nullable Measurement before) {
        boolean sameDevice = before != null && before.deviceId.equals(deviceId);
        boolean plain = clockOffMillis == 0 && battery == NOT_TOLD;
        out.bits(
                (synthetic ? SYNTHETIC : 0)
                        | (sameDevice ? SAME_DEVICE : 0)
                        | (plain ? 0 : DEVICE_TOLD));
        if (!sameDevice) {
            out.text(deviceId);
        }
        out.time(at);
        out.signed(receivedAt - at);
        if (!plain) {
            out.signed(clockOffMillis);
            out.bits(battery - NOT_TOLD);
        }
        out.textAfter(before == null ? "" : before.messageId, messageId);
        out.varint(values.size());
        for (VitalValue value : values) {
            out.varint(value.sign().number());
            out.value(value.value());
            out.varint(value.flags());
        }
    }

    static Measurement read(StateReader in, @Nullable Measurement before) {
        int bits = in.bits();
        String deviceId = (bits & SAME_DEVICE) != 0 && before != null ? before.deviceId : in.text();
        long at = in.time();
        long receivedAt = at + in.signed();
        boolean plain = (bits & DEVICE_TOLD) == 0;
        long clockOffMillis = plain ? 0 : in.signed();
        int battery = plain ? NOT_TOLD : in.bits() + NOT_TOLD;
        String messageId = in.textAfter(before == null ? "" : before.messageId);
        int count = (int) in.varint();
        List<VitalValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            VitalSign sign = VitalSign.ofNumber((int) in.varint()).orElseThrow();
            values.add(new VitalValue(sign, in.value(), (int) in.varint()));
        }
        return new Measurement(
                at,
                receivedAt,
                messageId,
                MessageIds.fingerprint(messageId),
                deviceId,
                clockOffMillis,
                battery,
                (bits & SYNTHETIC) != 0,
                values);
    }

    /** As the quality gate judges it, at its event time. */
    Reading asReading() {
        return new Reading(
                messageId,
                new DeviceId(deviceId),
                Optional.empty(),
                Optional.empty(),
                EventTime.instant(at),
                Duration.ofMillis(clockOffMillis),
                ClockQuality.UNKNOWN,
                EventTime.instant(receivedAt),
                org.vitalwire.contracts.reading.Lane.LIVE,
                values,
                synthetic);
    }
}
