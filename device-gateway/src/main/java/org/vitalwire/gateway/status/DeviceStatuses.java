package org.vitalwire.gateway.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.event.DeviceStatus.Connection;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.intake.RecordFactory;

/**
 * Makes the status events of devices. What a device said last of its battery and firmware is
 * remembered, since a compacted topic keeps only the newest event.
 */
public final class DeviceStatuses {

    private static final int RECORD_OVERHEAD = 120;

    private final Map<String, StatusReport> reports = new ConcurrentHashMap<>();

    /** The device came or went. */
    public ProducerRecord<String, byte[]> connection(
            RegisteredDevice device, Connection connection, Instant at) {
        return record(
                device,
                connection,
                at,
                reports.getOrDefault(device.id().value(), StatusReport.NOTHING));
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
                    StatusReport merged =
                            reports.merge(
                                    device.id().value(), report, (before, now) -> now.over(before));
                    ProducerRecord<String, byte[]> record = record(device, connection, at, merged);
                    return new Prepared(
                            List.of(record),
                            true,
                            0,
                            List.of(),
                            record.value().length + RECORD_OVERHEAD);
                });
    }

    private static ProducerRecord<String, byte[]> record(
            RegisteredDevice device, Connection connection, Instant at, StatusReport report) {
        return RecordFactory.of(
                EventCodecs.DEVICE_STATUS,
                device.id().value(),
                new DeviceStatus(
                        device.id(),
                        device.model().id(),
                        connection,
                        at,
                        report.batteryPercent(),
                        report.firmware(),
                        report.fault(),
                        report.items()),
                RecordFactory.trace(null));
    }
}
