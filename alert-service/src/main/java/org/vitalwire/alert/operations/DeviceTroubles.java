package org.vitalwire.alert.operations;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.Canary;

/** Which devices give nothing, by what the gateway says of them. Pure. */
final class DeviceTroubles {

    private static final Set<DeviceEventKind> SILENCES =
            Set.of(
                    DeviceEventKind.SENSOR_OFF,
                    DeviceEventKind.DEVICE_OFF,
                    DeviceEventKind.DEVICE_SILENT,
                    DeviceEventKind.GATEWAY_LOST,
                    DeviceEventKind.DEVICES_LOST_TOGETHER,
                    DeviceEventKind.PIPELINE_LATE);

    /**
     * Something that lasts.
     *
     * @param devices how many it concerns
     * @param since gateway time
     */
    record Trouble(DeviceEventKind kind, int devices, Instant since) {}

    private final Map<String, Trouble> open = new HashMap<>();

    void take(DeviceEvent event) {
        if (!SILENCES.contains(event.kind()) || event.deviceId().filter(Canary::is).isPresent()) {
            return;
        }
        if (event.phase() == Phase.STARTED) {
            open.put(
                    event.occurrence(),
                    new Trouble(event.kind(), Math.max(1, event.devices().size()), event.at()));
        } else if (event.phase() == Phase.ENDED) {
            open.remove(event.occurrence());
        }
    }

    /** How many devices by what is wrong with them. */
    Map<DeviceEventKind, Integer> byKind() {
        Map<DeviceEventKind, Integer> counts = new HashMap<>();
        open.values()
                .forEach(trouble -> counts.merge(trouble.kind(), trouble.devices(), Integer::sum));
        return counts;
    }

    /** How many there are of. */
    int devices() {
        return open.values().stream().mapToInt(Trouble::devices).sum();
    }
}
