package org.vitalwire.gateway.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;

/**
 * When each device was last heard of, by our time at receipt. In memory: after a restart nobody was
 * heard of yet. Written for every message, so it costs one look into a map.
 */
public final class Traffic {

    private final Map<String, Heard> devices = new ConcurrentHashMap<>();

    /** A message came, whatever was in it. */
    void came(String deviceId, Instant receivedAt, List<Reading> readings) {
        Heard heard = devices.get(deviceId);
        if (heard == null) {
            heard = devices.computeIfAbsent(deviceId, any -> new Heard());
        }
        heard.message = receivedAt;
        if (!readings.isEmpty()) {
            heard.reading = receivedAt;
            if (isUsable(readings)) {
                heard.usable = receivedAt;
            }
        }
    }

    /** The newest message, readings or not. */
    public Optional<Instant> message(String deviceId) {
        Heard heard = devices.get(deviceId);
        return heard == null ? Optional.empty() : Optional.ofNullable(heard.message);
    }

    /** The newest message of which a reading was kept. */
    public Optional<Instant> reading(String deviceId) {
        Heard heard = devices.get(deviceId);
        return heard == null ? Optional.empty() : Optional.ofNullable(heard.reading);
    }

    /** The newest message with a fresh value that nothing is wrong with. */
    public Optional<Instant> usable(String deviceId) {
        Heard heard = devices.get(deviceId);
        return heard == null ? Optional.empty() : Optional.ofNullable(heard.usable);
    }

    private static boolean isUsable(List<Reading> readings) {
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            if (reading.lane() != Lane.LIVE) {
                continue;
            }
            for (VitalValue value : reading.values()) {
                if (value.isScorable()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static final class Heard {
        private volatile @Nullable Instant message;
        private volatile @Nullable Instant reading;
        private volatile @Nullable Instant usable;
    }
}
