package org.vitalwire.ingest.correction;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Values of a device that are none. Times are measured times, by the device's clock.
 *
 * @param sign all signs where there is none
 * @param to exclusive
 * @param by who marked them, {@code at} by our clock
 */
record EnteredInError(
        long id,
        DeviceId device,
        Optional<VitalSign> sign,
        Instant from,
        Instant to,
        String reason,
        String by,
        Instant at,
        Optional<Retraction> retraction) {

    /** An instant, as the database keeps it. */
    static final Duration INSTANT = Duration.ofNanos(1_000);

    /** The mark counts no more. */
    record Retraction(String by, Instant at) {}

    /** One time and not a stretch of it. */
    boolean isInstant() {
        return from.plus(INSTANT).equals(to);
    }
}
