package org.vitalwire.contracts.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * One message of one device.
 *
 * @param messageId the same when the device sends the message again
 * @param patientId whom the device was on when it measured; empty while it was on nobody
 * @param measuredAt the device's own time, never altered
 * @param clockOffset gateway clock minus device clock, zero when not known
 * @param receivedAt our time at receipt
 * @param values at most one for each sign; what was not measured is absent
 * @param synthetic whether a simulator or a recording is behind the device
 * @param sequence the device's own count, empty when it does not count
 */
public record Reading(
        String messageId,
        DeviceId deviceId,
        Optional<PatientId> patientId,
        Optional<String> bed,
        Instant measuredAt,
        Duration clockOffset,
        ClockQuality clockQuality,
        Instant receivedAt,
        Lane lane,
        List<VitalValue> values,
        boolean synthetic,
        Optional<Sequence> sequence) {

    public Reading {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a reading without values is not a reading");
        }
    }

    /** Of a device that does not count. */
    public Reading(
            String messageId,
            DeviceId deviceId,
            Optional<PatientId> patientId,
            Optional<String> bed,
            Instant measuredAt,
            Duration clockOffset,
            ClockQuality clockQuality,
            Instant receivedAt,
            Lane lane,
            List<VitalValue> values,
            boolean synthetic) {
        this(
                messageId,
                deviceId,
                patientId,
                bed,
                measuredAt,
                clockOffset,
                clockQuality,
                receivedAt,
                lane,
                values,
                synthetic,
                Optional.empty());
    }

    public Optional<VitalValue> value(VitalSign sign) {
        for (VitalValue value : values) {
            if (value.sign() == sign) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    public boolean isRetrospective() {
        return lane == Lane.BACKFILL;
    }
}
