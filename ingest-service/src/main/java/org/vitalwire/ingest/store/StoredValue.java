package org.vitalwire.ingest.store;

import java.time.Instant;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * One measured value with its origin.
 *
 * @param time measured, by the device's own clock
 * @param value canonical unit, at the sign's resolution
 * @param flags bit mask of {@link org.vitalwire.contracts.vitals.ValueFlag}
 */
public record StoredValue(
        VitalSign sign,
        Instant time,
        double value,
        int flags,
        DeviceId device,
        Lane lane,
        boolean synthetic) {

    public boolean isNewerThan(StoredValue other) {
        return time.isAfter(other.time);
    }
}
