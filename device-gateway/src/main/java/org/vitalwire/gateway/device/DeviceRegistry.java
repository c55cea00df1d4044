package org.vitalwire.gateway.device;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All devices and their certificates, in memory for those who must not wait; the truth is in the
 * database, from which it is read again every so often, as other replicas change it, too.
 */
public final class DeviceRegistry {

    private final Map<String, RegisteredDevice> devices = new ConcurrentHashMap<>();
    private final Map<String, KnownCertificate> certificates = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Guarded by this. */
    private long changes;

    /** Everything as the database had it. */
    record Snapshot(
            Collection<RegisteredDevice> devices, Collection<KnownCertificate> certificates) {}

    DeviceRegistry(Snapshot known) {
        adopt(known, 0);
    }

    /** Null where there is none: asked at every connection. */
    public @Nullable RegisteredDevice find(String deviceId) {
        return devices.get(deviceId);
    }

    /** Null where it is not known, or has expired some time ago: asked at every connection. */
    public @Nullable KnownCertificate certificate(String sha256) {
        return certificates.get(sha256);
    }

    /** In the order of their ids. */
    public List<RegisteredDevice> all() {
        return devices.values().stream()
                .sorted(Comparator.comparing(RegisteredDevice::id))
                .toList();
    }

    /** Who is to hear the id of each device that this process changes. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    void put(RegisteredDevice device) {
        synchronized (this) {
            changes++;
            devices.put(device.id().value(), device);
        }
        changed(device.id().value());
    }

    void put(KnownCertificate certificate) {
        synchronized (this) {
            changes++;
            certificates.put(certificate.sha256(), certificate);
        }
        changed(certificate.device().value());
    }

    /** To be asked before a snapshot is taken. */
    synchronized long changes() {
        return changes;
    }

    /**
     * Takes a snapshot over, unless something was changed since it was begun: it could bring a
     * suspended device back to life.
     *
     * @return whether it was taken
     */
    synchronized boolean adopt(Snapshot snapshot, long changesBefore) {
        if (changes != changesBefore) {
            return false;
        }
        replace(devices, snapshot.devices(), device -> device.id().value());
        replace(certificates, snapshot.certificates(), KnownCertificate::sha256);
        return true;
    }

    private static <T> void replace(
            Map<String, T> map, Collection<T> values, Function<T, String> key) {
        Map<String, T> next = values.stream().collect(Collectors.toMap(key, value -> value));
        map.putAll(next);
        map.keySet().retainAll(next.keySet());
    }

    private void changed(String deviceId) {
        listeners.forEach(listener -> listener.accept(deviceId));
    }
}
