package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vitalwire.contracts.id.DeviceId;

/**
 * The newest known state of a device.
 *
 * @param at gateway time
 * @param batteryPercent 0-100
 * @param fault the device's own words
 */
public record DeviceStatus(
        DeviceId deviceId,
        String model,
        Connection connection,
        Instant at,
        OptionalDouble batteryPercent,
        Optional<String> firmware,
        Optional<String> fault) {

    /** How the device stands to the gateway. */
    public enum Connection {
        ONLINE,
        /** Said good-bye. */
        OFFLINE,
        /** Went without a word. */
        LOST
    }
}
