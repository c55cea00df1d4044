package org.vitalwire.gateway.intake;

import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;

/**
 * What is thought of a measured time.
 *
 * @param offset our clock minus the device's, microseconds; 0 unless the quality is OFFSET
 * @param doubt the true time may be so much later than the measured one, microseconds: where the
 *     two are not on the same patient, the reading is on nobody
 * @param fault why the time cannot be believed, or null
 */
record ClockVerdict(
        ClockQuality quality, long offset, long doubt, Lane lane, @Nullable FailureCode fault) {

    static ClockVerdict refused(FailureCode fault) {
        return new ClockVerdict(ClockQuality.UNKNOWN, 0, 0, Lane.BACKFILL, fault);
    }
}
