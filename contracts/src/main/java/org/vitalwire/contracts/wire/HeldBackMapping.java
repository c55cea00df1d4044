package org.vitalwire.contracts.wire;

import java.util.ArrayList;
import java.util.List;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.HeldBack.Reason;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.v1.HeldBackEvent;
import org.vitalwire.contracts.wire.v1.HeldBackReason;
import org.vitalwire.contracts.wire.v1.HeldBackValueEvent;

final class HeldBackMapping {

    private HeldBackMapping() {}

    static HeldBackEvent toWire(HeldBack heldBack) {
        HeldBackEvent.Builder event =
                HeldBackEvent.newBuilder()
                        .setPatientId(heldBack.patientId().value())
                        .setDeviceId(heldBack.deviceId().value())
                        .setMeasuredAtMicros(Micros.of(heldBack.measuredAt()))
                        .setRetrospective(heldBack.retrospective())
                        .setSynthetic(heldBack.synthetic())
                        .setMessageId(heldBack.messageId());
        for (HeldBack.Value value : heldBack.values()) {
            event.addValues(
                    HeldBackValueEvent.newBuilder()
                            .setSign(value.sign().number())
                            .setValue(value.value())
                            .setReason(toWire(value.reason()))
                            .setText(value.text()));
        }
        return event.build();
    }

    /**
     * @throws IllegalArgumentException when all signs are of a later release
     */
    static HeldBack toDomain(HeldBackEvent event) {
        List<HeldBack.Value> values = new ArrayList<>(event.getValuesCount());
        for (HeldBackValueEvent value : event.getValuesList()) {
            VitalSign.ofNumber(value.getSign())
                    .ifPresent(sign ->
                            values.add(
                                    new HeldBack.Value(
                                            sign,
                                            value.getValue(),
                                            toDomain(value.getReason()),
                                            value.getText())));
        }
        return new HeldBack(
                new PatientId(event.getPatientId()),
                new DeviceId(event.getDeviceId()),
                Micros.toInstant(event.getMeasuredAtMicros()),
                values,
                event.getRetrospective(),
                event.getSynthetic(),
                event.getMessageId());
    }

    private static HeldBackReason toWire(Reason reason) {
        return switch (reason) {
            case FLAGGED -> HeldBackReason.HELD_BACK_REASON_FLAGGED;
            case IMPLAUSIBLE -> HeldBackReason.HELD_BACK_REASON_IMPLAUSIBLE;
            case NO_VALUE -> HeldBackReason.HELD_BACK_REASON_NO_VALUE;
            case TOO_FAST -> HeldBackReason.HELD_BACK_REASON_TOO_FAST;
            case PULSE_DISAGREES -> HeldBackReason.HELD_BACK_REASON_PULSE_DISAGREES;
            case LOW_PERFUSION -> HeldBackReason.HELD_BACK_REASON_LOW_PERFUSION;
            case FLAT_LINE -> HeldBackReason.HELD_BACK_REASON_FLAT_LINE;
            case PRESSURES_DISAGREE -> HeldBackReason.HELD_BACK_REASON_PRESSURES_DISAGREE;
            case DEVICES_DISAGREE -> HeldBackReason.HELD_BACK_REASON_DEVICES_DISAGREE;
            case OTHER -> HeldBackReason.HELD_BACK_REASON_UNSPECIFIED;
        };
    }

    private static Reason toDomain(HeldBackReason reason) {
        return switch (reason) {
            case HELD_BACK_REASON_FLAGGED -> Reason.FLAGGED;
            case HELD_BACK_REASON_IMPLAUSIBLE -> Reason.IMPLAUSIBLE;
            case HELD_BACK_REASON_NO_VALUE -> Reason.NO_VALUE;
            case HELD_BACK_REASON_TOO_FAST -> Reason.TOO_FAST;
            case HELD_BACK_REASON_PULSE_DISAGREES -> Reason.PULSE_DISAGREES;
            case HELD_BACK_REASON_LOW_PERFUSION -> Reason.LOW_PERFUSION;
            case HELD_BACK_REASON_FLAT_LINE -> Reason.FLAT_LINE;
            case HELD_BACK_REASON_PRESSURES_DISAGREE -> Reason.PRESSURES_DISAGREE;
            case HELD_BACK_REASON_DEVICES_DISAGREE -> Reason.DEVICES_DISAGREE;
            case HELD_BACK_REASON_UNSPECIFIED, UNRECOGNIZED -> Reason.OTHER;
        };
    }
}
