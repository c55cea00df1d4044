package org.vitalwire.gateway.mqtt;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.status.ConnectedNow;

/** Which devices are connected: at most one connection for each. */
final class ConnectedDevices implements ConnectedNow {

    private final Map<String, DeviceConnection> connections = new ConcurrentHashMap<>();

    /** Takes the device's place; returns the connection that had it, which is to be closed. */
    @Nullable DeviceConnection take(String deviceId, DeviceConnection connection) {
        return connections.put(deviceId, connection);
    }

    /** Gives the place up; false when another connection has taken it meanwhile. */
    boolean leave(String deviceId, DeviceConnection connection) {
        return connections.remove(deviceId, connection);
    }

    @Override
    public boolean isConnected(String deviceId) {
        return connections.containsKey(deviceId);
    }

    Optional<DeviceConnection> find(String deviceId) {
        return Optional.ofNullable(connections.get(deviceId));
    }

    Collection<DeviceConnection> all() {
        return List.copyOf(connections.values());
    }

    int size() {
        return connections.size();
    }
}
