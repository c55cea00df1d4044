package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vitalwire.contracts.id.DeviceId;

/**
 * The newest known state of a device.
 *
 * @param at gateway time
 * @param batteryPercent 0-100
 * @param fault the device's own words
 * @param items what else it tells of itself, as its model names it
 */
public record DeviceStatus(
        DeviceId deviceId,
        String model,
        Connection connection,
        Instant at,
        OptionalDouble batteryPercent,
        Optional<String> firmware,
        Optional<String> fault,
        List<Item> items) {

    public DeviceStatus {
        items = List.copyOf(items);
    }

    /** Of a device that tells nothing else. */
    public DeviceStatus(
            DeviceId deviceId,
            String model,
            Connection connection,
            Instant at,
            OptionalDouble batteryPercent,
            Optional<String> firmware,
            Optional<String> fault) {
        this(deviceId, model, connection, at, batteryPercent, firmware, fault, List.of());
    }

    /**
     * Something that the device tells of itself, such as {@code occupied = true}.
     *
     * @param name as the device model names it
     * @param unit UCUM, empty for what has none
     */
    public record Item(String name, String value, Optional<String> unit) {}

    /** How the device stands to the gateway. */
    public enum Connection {
        ONLINE,
        /** Said good-bye. */
        OFFLINE,
        /** Went without a word. */
        LOST
    }
}
