package org.vitalwire.contracts.wire;

import java.util.Optional;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.wire.v1.DeviceEventEvent;
import org.vitalwire.contracts.wire.v1.DeviceEventPhase;
import org.vitalwire.contracts.wire.v1.DeviceEventSeverity;

final class DeviceEventMapping {

    private DeviceEventMapping() {}

    static DeviceEventEvent toWire(DeviceEvent event) {
        DeviceEventEvent.Builder wire =
                DeviceEventEvent.newBuilder()
                        .setEventId(event.eventId())
                        .setKind(event.kind().code())
                        .setPhase(toWire(event.phase()))
                        .setSeverity(toWire(event.severity()))
                        .setAtMicros(Micros.of(event.at()))
                        .setDetail(event.detail())
                        .setOccurrence(event.occurrence());
        event.deviceId().ifPresent(device -> wire.setDeviceId(device.value()));
        event.devices().forEach(device -> wire.addDeviceIds(device.value()));
        return wire.build();
    }

    /**
     * @throws IllegalArgumentException for a kind of a later release: nobody here could act on it
     */
    static DeviceEvent toDomain(DeviceEventEvent event) {
        return new DeviceEvent(
                event.getEventId(),
                event.hasDeviceId()
                        ? Optional.of(new DeviceId(event.getDeviceId()))
                        : Optional.empty(),
                DeviceEventKind.ofCode(event.getKind())
                        .orElseThrow(() -> new IllegalArgumentException("an unknown kind")),
                toDomain(event.getPhase()),
                toDomain(event.getSeverity()),
                Micros.toInstant(event.getAtMicros()),
                event.getDetail(),
                event.getOccurrence(),
                event.getDeviceIdsList().stream().map(DeviceId::new).toList());
    }

    private static DeviceEventPhase toWire(Phase phase) {
        return switch (phase) {
            case MOMENT -> DeviceEventPhase.DEVICE_EVENT_PHASE_MOMENT;
            case STARTED -> DeviceEventPhase.DEVICE_EVENT_PHASE_STARTED;
            case ENDED -> DeviceEventPhase.DEVICE_EVENT_PHASE_ENDED;
        };
    }

    private static Phase toDomain(DeviceEventPhase phase) {
        return switch (phase) {
            case DEVICE_EVENT_PHASE_STARTED -> Phase.STARTED;
            case DEVICE_EVENT_PHASE_ENDED -> Phase.ENDED;
            case DEVICE_EVENT_PHASE_MOMENT, DEVICE_EVENT_PHASE_UNSPECIFIED, UNRECOGNIZED ->
                    Phase.MOMENT;
        };
    }

    private static DeviceEventSeverity toWire(Severity severity) {
        return switch (severity) {
            case INFORMATION -> DeviceEventSeverity.DEVICE_EVENT_SEVERITY_INFORMATION;
            case WARNING -> DeviceEventSeverity.DEVICE_EVENT_SEVERITY_WARNING;
            case PROBLEM -> DeviceEventSeverity.DEVICE_EVENT_SEVERITY_PROBLEM;
        };
    }

    /** What does not say how bad it is may be bad. */
    private static Severity toDomain(DeviceEventSeverity severity) {
        return switch (severity) {
            case DEVICE_EVENT_SEVERITY_INFORMATION -> Severity.INFORMATION;
            case DEVICE_EVENT_SEVERITY_WARNING -> Severity.WARNING;
            case DEVICE_EVENT_SEVERITY_PROBLEM, DEVICE_EVENT_SEVERITY_UNSPECIFIED, UNRECOGNIZED ->
                    Severity.PROBLEM;
        };
    }
}
