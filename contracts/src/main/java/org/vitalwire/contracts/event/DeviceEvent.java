package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;

/**
 * Something happened to a device that operators, its vendor or the ward should know.
 *
 * @param deviceId empty for what concerns many devices or the gateway itself
 * @param at gateway time
 * @param detail for people; holds nothing of a patient
 * @param occurrence the same for all events of one lasting condition
 * @param devices of an incident: whom it concerns
 */
public record DeviceEvent(
        String eventId,
        Optional<DeviceId> deviceId,
        DeviceEventKind kind,
        Phase phase,
        Severity severity,
        Instant at,
        String detail,
        String occurrence,
        List<DeviceId> devices) {

    public DeviceEvent {
        devices = List.copyOf(devices);
    }

    /** Whether it is over at once, or lasts. */
    public enum Phase {
        MOMENT,
        STARTED,
        ENDED
    }

    /** How soon somebody should look. */
    public enum Severity {
        INFORMATION,
        /** In days. */
        WARNING,
        /** Readings are missing or cannot be trusted now. */
        PROBLEM
    }
}
