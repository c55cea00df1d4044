package org.vitalwire.gateway.status;

import java.time.Instant;
import org.vitalwire.contracts.event.DeviceStatus;

/**
 * The newest status of a device.
 *
 * @param since when it came into its present connection state, as far as this gateway knows
 */
public record KnownStatus(DeviceStatus status, Instant since) {

    /** With what came after it; what is older changes nothing. */
    KnownStatus then(DeviceStatus next) {
        if (next.at().isBefore(status.at())) {
            return this;
        }
        return new KnownStatus(next, next.connection() == status.connection() ? since : next.at());
    }
}
