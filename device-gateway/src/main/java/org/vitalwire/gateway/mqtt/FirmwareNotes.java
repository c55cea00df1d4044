package org.vitalwire.gateway.mqtt;

import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.FirstSteps;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.status.DeviceStatuses;

/** Takes over into the registry which firmware devices said that they run. */
final class FirmwareNotes implements Runnable {

    private final DeviceRegistry registry;
    private final DeviceStatuses statuses;
    private final FirstSteps firstSteps;

    FirmwareNotes(DeviceRegistry registry, DeviceStatuses statuses, FirstSteps firstSteps) {
        this.registry = registry;
        this.statuses = statuses;
        this.firstSteps = firstSteps;
    }

    @Override
    public void run() {
        registry.all().forEach(this::note);
    }

    private void note(RegisteredDevice device) {
        statuses.find(device.id().value())
                .flatMap(known -> known.status().firmware())
                .ifPresent(firmware -> firstSteps.firmware(device, firmware));
    }
}
