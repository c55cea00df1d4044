package org.vitalwire.gateway.device;

import java.time.Duration;
import java.time.InstantSource;
import org.vitalwire.gateway.device.DeviceRegistry.Snapshot;

/** Reads the registry from the database: at the start, and again for what others have changed. */
public final class RegistryReader {

    /** An expired certificate is refused by its time; it is kept a while for those who ask why. */
    private static final Duration EXPIRED_KEPT = Duration.ofDays(1);

    private final DeviceModels models;
    private final DeviceStore devices;
    private final DeviceCertificateStore certificates;
    private final InstantSource clock;

    RegistryReader(
            DeviceModels models,
            DeviceStore devices,
            DeviceCertificateStore certificates,
            InstantSource clock) {
        this.models = models;
        this.devices = devices;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** Waits for the database. Returns false where something changed meanwhile: read again. */
    public boolean reread(DeviceRegistry registry) {
        long before = registry.changes();
        models.reload();
        return registry.adopt(read(), before);
    }

    Snapshot read() {
        return new Snapshot(
                devices.all(), certificates.endingAfter(clock.instant().minus(EXPIRED_KEPT)));
    }
}
