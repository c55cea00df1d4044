package org.vitalwire.gateway.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.event.DeviceStatus.Connection;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.intake.RecordFactory;

/**
 * Makes the status events of devices. What a device said last of itself is remembered, since a
 * compacted topic keeps only the newest event; after a restart it is read from there.
 */
public final class DeviceStatuses {

    private static final int RECORD_OVERHEAD = 120;

    private final Map<String, KnownStatus> known = new ConcurrentHashMap<>();

    /** The newest status of the device, whichever gateway told it. */
    public Optional<KnownStatus> find(String deviceId) {
        return Optional.ofNullable(known.get(deviceId));
    }

    /** What the topic says. */
    void remember(@Nullable DeviceStatus status) {
        if (status != null) {
            known.merge(
                    status.deviceId().value(),
                    new KnownStatus(status, status.at()),
                    (before, next) -> before.then(next.status()));
        }
    }

    /** The device came or went. */
    public ProducerRecord<String, byte[]> connection(
            RegisteredDevice device, Connection connection, Instant at) {
        return record(device, connection, at, said(device));
    }

    /**
     * The device says something of itself; its will says so when it is lost.
     *
     * @return empty when it is not readable
     */
    public Optional<Prepared> report(
            RegisteredDevice device, byte[] payload, Connection connection, Instant at) {
        return StatusReport.parse(payload, device.model())
                .map(report -> {
                    StatusReport merged = report.over(said(device));
                    ProducerRecord<String, byte[]> record = record(device, connection, at, merged);
                    return new Prepared(
                            List.of(record),
                            true,
                            0,
                            List.of(),
                            record.value().length + RECORD_OVERHEAD);
                });
    }

    private StatusReport said(RegisteredDevice device) {
        KnownStatus before = known.get(device.id().value());
        return before == null
                ? StatusReport.NOTHING
                : new StatusReport(
                        before.status().batteryPercent(),
                        before.status().firmware(),
                        before.status().fault(),
                        before.status().items());
    }

    private ProducerRecord<String, byte[]> record(
            RegisteredDevice device, Connection connection, Instant at, StatusReport report) {
        DeviceStatus status =
                new DeviceStatus(
                        device.id(),
                        device.model().id(),
                        connection,
                        at,
                        report.batteryPercent(),
                        report.firmware(),
                        report.fault(),
                        report.items());
        remember(status);
        return RecordFactory.of(
                EventCodecs.DEVICE_STATUS, device.id().value(), status, RecordFactory.trace(null));
    }
}
