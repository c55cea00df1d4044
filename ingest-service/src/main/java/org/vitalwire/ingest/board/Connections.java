package org.vitalwire.ingest.board;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.id.DeviceId;

/** Which devices are connected, as the gateway last said. */
final class Connections {

    private final ConcurrentHashMap<String, DeviceStatus.Connection> newest =
            new ConcurrentHashMap<>();

    void change(String device, @Nullable DeviceStatus status) {
        if (status == null) {
            newest.remove(device);
        } else {
            newest.put(device, status.connection());
        }
    }

    /** Whether any of them is connected; empty when nothing is known of any. */
    Optional<Boolean> anyOnline(Collection<DeviceId> devices) {
        Optional<Boolean> known = Optional.empty();
        for (DeviceId device : devices) {
            DeviceStatus.Connection connection = newest.get(device.value());
            if (connection == DeviceStatus.Connection.ONLINE) {
                return Optional.of(true);
            }
            if (connection != null) {
                known = Optional.of(false);
            }
        }
        return known;
    }
}
