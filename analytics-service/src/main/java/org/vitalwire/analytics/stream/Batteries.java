package org.vitalwire.analytics.stream;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.id.DeviceId;

/**
 * How full the battery of each device was when it last told: readings do not tell it. Kept of the
 * whole fleet, as nobody knows beforehand which device will be on which patient.
 */
final class Batteries {

    private final Map<String, Double> percentByDevice = new ConcurrentHashMap<>();

    /** Percent; empty for a device that never told. */
    OptionalDouble of(DeviceId device) {
        Double percent = percentByDevice.get(device.value());
        return percent == null ? OptionalDouble.empty() : OptionalDouble.of(percent);
    }

    /** As the topic has it; null when the device was forgotten. */
    void change(String device, @Nullable DeviceStatus status) {
        if (status == null || status.batteryPercent().isEmpty()) {
            percentByDevice.remove(device);
        } else {
            percentByDevice.put(device, status.batteryPercent().getAsDouble());
        }
    }
}
