package org.vitalwire.gateway.device;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All devices, in memory for those who must not wait; the truth is in the database. */
public final class DeviceRegistry {

    private final Map<String, RegisteredDevice> devices = new ConcurrentHashMap<>();

    DeviceRegistry(Collection<RegisteredDevice> known) {
        known.forEach(this::put);
    }

    /** Null where there is none: asked at every connection. */
    public @Nullable RegisteredDevice find(String deviceId) {
        return devices.get(deviceId);
    }

    List<RegisteredDevice> all() {
        return devices.values().stream()
                .sorted(Comparator.comparing(RegisteredDevice::id))
                .toList();
    }

    void put(RegisteredDevice device) {
        devices.put(device.id().value(), device);
    }
}
