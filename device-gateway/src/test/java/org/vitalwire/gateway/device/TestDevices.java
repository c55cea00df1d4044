package org.vitalwire.gateway.device;

import java.time.Instant;
import java.util.List;
import org.vitalwire.contracts.id.DeviceId;

/** Registered devices for tests. */
public final class TestDevices {

    private static final DeviceModels MODELS = new DeviceModels(ShippedModels.read(), List.of());

    private TestDevices() {}

    public static RegisteredDevice monitor(String id) {
        return of(id, "bedside-monitor", DeviceState.ACTIVE);
    }

    public static RegisteredDevice simulated(String id) {
        return of(id, "simulated-bedside-monitor", DeviceState.ACTIVE);
    }

    public static RegisteredDevice suspended(String id) {
        return of(id, "bedside-monitor", DeviceState.SUSPENDED);
    }

    public static RegisteredDevice active(String id, String model) {
        return of(id, model, DeviceState.ACTIVE);
    }

    /** With the devices' certificates, too. */
    public static DeviceRegistry registry(
            List<RegisteredDevice> devices, List<KnownCertificate> certificates) {
        return new DeviceRegistry(new DeviceRegistry.Snapshot(devices, certificates));
    }

    public static DeviceRegistry registry(RegisteredDevice... devices) {
        return new DeviceRegistry(new DeviceRegistry.Snapshot(List.of(devices), List.of()));
    }

    private static RegisteredDevice of(String id, String model, DeviceState state) {
        return new RegisteredDevice(
                new DeviceId(id),
                MODELS.find(model).orElseThrow(),
                state,
                Instant.parse("2026-11-22T00:00:00Z"));
    }
}
