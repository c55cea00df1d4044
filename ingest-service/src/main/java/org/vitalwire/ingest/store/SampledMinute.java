package org.vitalwire.ingest.store;

import java.time.Instant;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * The trusted values of one sign of a device in one minute of the device's own time.
 *
 * @param minute its start
 * @param micros of each value, microseconds since {@code minute}; as many as {@code values}
 * @param values canonical unit, at the sign's resolution
 * @param backfilled whether any came late, in the lane BACKFILL
 * @param synthetic whether any is of a simulator or a recording
 * @param receivedAt when the last of them came, by the gateway's clock, to the millisecond
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by whoever sends them on
public record SampledMinute(
        DeviceId device,
        VitalSign sign,
        Instant minute,
        int[] micros,
        double[] values,
        boolean backfilled,
        boolean synthetic,
        Instant receivedAt) {}
