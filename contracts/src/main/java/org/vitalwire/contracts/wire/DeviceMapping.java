package org.vitalwire.contracts.wire;

import java.util.Optional;
import java.util.OptionalDouble;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.event.DeviceStatus.Connection;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.v1.AssociationHistoryEvent;
import org.vitalwire.contracts.wire.v1.AssociationPeriodEvent;
import org.vitalwire.contracts.wire.v1.DeviceStatusEvent;
import org.vitalwire.contracts.wire.v1.RejectedPayloadEvent;
import org.vitalwire.contracts.wire.v1.StatusItemEvent;

final class DeviceMapping {

    private DeviceMapping() {}

    static DeviceStatusEvent toWire(DeviceStatus status) {
        DeviceStatusEvent.Builder event =
                DeviceStatusEvent.newBuilder()
                        .setDeviceId(status.deviceId().value())
                        .setModel(status.model())
                        .setConnection(toWire(status.connection()))
                        .setAtMicros(Micros.of(status.at()));
        status.batteryPercent().ifPresent(event::setBatteryPercent);
        status.firmware().ifPresent(event::setFirmware);
        status.fault().ifPresent(event::setFault);
        for (DeviceStatus.Item item : status.items()) {
            StatusItemEvent.Builder wire =
                    StatusItemEvent.newBuilder().setName(item.name()).setValue(item.value());
            item.unit().ifPresent(wire::setUnit);
            event.addItems(wire);
        }
        return event.build();
    }

    static DeviceStatus toDomain(DeviceStatusEvent event) {
        return new DeviceStatus(
                new DeviceId(event.getDeviceId()),
                event.getModel(),
                toDomain(event.getConnection()),
                Micros.toInstant(event.getAtMicros()),
                event.hasBatteryPercent()
                        ? OptionalDouble.of(event.getBatteryPercent())
                        : OptionalDouble.empty(),
                event.hasFirmware() ? Optional.of(event.getFirmware()) : Optional.empty(),
                event.hasFault() ? Optional.of(event.getFault()) : Optional.empty(),
                event.getItemsList().stream()
                        .map(item ->
                                new DeviceStatus.Item(
                                        item.getName(),
                                        item.getValue(),
                                        item.hasUnit()
                                                ? Optional.of(item.getUnit())
                                                : Optional.empty()))
                        .toList());
    }

    static AssociationHistoryEvent toWire(AssociationHistory history) {
        AssociationHistoryEvent.Builder event =
                AssociationHistoryEvent.newBuilder().setDeviceId(history.deviceId().value());
        history.periods().forEach(period -> event.addPeriods(toWire(period)));
        return event.build();
    }

    static AssociationHistory toDomain(AssociationHistoryEvent event) {
        return new AssociationHistory(
                new DeviceId(event.getDeviceId()),
                event.getPeriodsList().stream().map(DeviceMapping::toDomain).toList());
    }

    static RejectedPayloadEvent toWire(RejectedPayload rejected) {
        RejectedPayloadEvent.Builder event =
                RejectedPayloadEvent.newBuilder()
                        .setRejectionId(rejected.rejectionId())
                        .setDeviceId(rejected.deviceId())
                        .setTopic(rejected.topic())
                        .setFailureCode(rejected.code().number())
                        .setReason(rejected.reason())
                        .setCodec(rejected.codec())
                        .setReceivedAtMicros(Micros.of(rejected.receivedAt()))
                        .setPayload(rejected.payload())
                        .setPayloadSize(rejected.payloadSize());
        rejected.messageId().ifPresent(event::setMessageId);
        return event.build();
    }

    static RejectedPayload toDomain(RejectedPayloadEvent event) {
        return new RejectedPayload(
                event.getRejectionId(),
                event.getDeviceId(),
                event.getTopic(),
                FailureCode.ofNumber(event.getFailureCode()).orElse(FailureCode.UNEXPECTED),
                event.getReason(),
                event.getCodec(),
                Micros.toInstant(event.getReceivedAtMicros()),
                event.getPayload(),
                event.getPayloadSize(),
                event.hasMessageId() ? Optional.of(event.getMessageId()) : Optional.empty());
    }

    private static AssociationPeriodEvent toWire(AssociationPeriod period) {
        AssociationPeriodEvent.Builder event =
                AssociationPeriodEvent.newBuilder()
                        .setAssociationId(period.associationId())
                        .setPatientId(period.patientId().value())
                        .setFromMicros(Micros.of(period.from()))
                        .setMadeBy(period.madeBy());
        period.bed().ifPresent(event::setBed);
        period.to().ifPresent(to -> event.setToMicros(Micros.of(to)));
        return event.build();
    }

    private static AssociationPeriod toDomain(AssociationPeriodEvent event) {
        return new AssociationPeriod(
                event.getAssociationId(),
                new PatientId(event.getPatientId()),
                event.hasBed() ? Optional.of(event.getBed()) : Optional.empty(),
                Micros.toInstant(event.getFromMicros()),
                event.hasToMicros()
                        ? Optional.of(Micros.toInstant(event.getToMicros()))
                        : Optional.empty(),
                event.getMadeBy());
    }

    private static org.vitalwire.contracts.wire.v1.Connection toWire(Connection connection) {
        return switch (connection) {
            case ONLINE -> org.vitalwire.contracts.wire.v1.Connection.CONNECTION_ONLINE;
            case OFFLINE -> org.vitalwire.contracts.wire.v1.Connection.CONNECTION_OFFLINE;
            case LOST -> org.vitalwire.contracts.wire.v1.Connection.CONNECTION_LOST;
        };
    }

    /** A state that we do not know is not a connection to rely on. */
    private static Connection toDomain(org.vitalwire.contracts.wire.v1.Connection connection) {
        return switch (connection) {
            case CONNECTION_ONLINE -> Connection.ONLINE;
            case CONNECTION_OFFLINE -> Connection.OFFLINE;
            case CONNECTION_LOST, CONNECTION_UNSPECIFIED, UNRECOGNIZED -> Connection.LOST;
        };
    }
}
