package org.vitalwire.gateway.fleet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.gateway.device.DeviceState;

/**
 * A device as operators see it among all.
 *
 * @param since when the connection came into its state, as far as this gateway knows
 * @param lastSeenAt when anything came of it
 * @param batteryPercent 0-100
 * @param missing messages that it counted and that did not come, over all boots that are kept
 * @param received messages that it counted and that came
 */
record FleetDevice(
        String id,
        String model,
        String display,
        String type,
        DeviceState state,
        boolean synthetic,
        Connection connection,
        @Nullable Instant since,
        @Nullable Instant lastSeenAt,
        @Nullable Double batteryPercent,
        @Nullable String firmware,
        @Nullable String fault,
        List<Item> items,
        @Nullable Instant certificateExpiresAt,
        @Nullable String patientId,
        @Nullable String bed,
        long missing,
        long received,
        @Nullable Silence silence,
        @Nullable Clock clock) {

    enum Connection {
        ONLINE,
        OFFLINE,
        LOST,
        NEVER
    }

    record Item(String name, String value, @Nullable String unit) {}

    /**
     * @param cause as in {@code SilenceCause}
     */
    record Silence(String cause, Instant since) {}

    record Clock(ClockQuality quality, @Nullable Long offsetMillis, @Nullable Double driftPpm) {}
}
