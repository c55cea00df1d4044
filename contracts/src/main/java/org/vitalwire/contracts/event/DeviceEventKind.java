package org.vitalwire.contracts.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can happen to a device. The code on the wire is the name in kebab case. */
public enum DeviceEventKind {
    /** Registered, activated, suspended or retired. */
    STATE_CHANGED,
    CERTIFICATE_ISSUED,
    /** Lasts until it is renewed, or expires. */
    CERTIFICATE_EXPIRING,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_REVOKED,

    /** Connected, but a sensor gives nothing. */
    SENSOR_OFF,
    /** Said good-bye, or is lost on its own. */
    DEVICE_OFF,
    /** Connected, and says nothing for longer than its model allows. */
    DEVICE_SILENT,
    /** The gateway itself was away. */
    GATEWAY_LOST,
    /** Readings take long from the gateway to the store. */
    PIPELINE_LATE,
    /** Many devices lost at once: one cause, one event. */
    DEVICES_LOST_TOGETHER,

    /** Messages that the device counted and that never came. */
    SEQUENCE_GAP,
    /** The device began to count anew. */
    REBOOTED,

    /** The device's clock is off by more than its tolerance. */
    CLOCK_OFF,
    CLOCK_STEPPED,
    CLOCK_DRIFTS,

    /** The device sends more than it may; it is slowed down, nothing is lost. */
    SLOWED_DOWN,
    /** An alarm of the device about itself, such as a lead that is off. */
    TECHNICAL_ALARM,
    /** An alarm that the device raised about its patient; ours are judged by analytics. */
    DEVICE_ALARM,
    /** The ledger was corrected: history belongs to somebody else. */
    ASSOCIATION_CORRECTED,
    /** The census changed what the ledger said, or doubts it; a person has to look. */
    ASSOCIATION_TO_CHECK,
    /** A message names another patient than the ledger does; the ledger was followed. */
    PATIENT_MISMATCH,
    /** Rejected payloads were sent through again. */
    PAYLOAD_REPLAYED,
    /** Due by the model's calendar or counters, such as a calibration. */
    MAINTENANCE_DUE;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String code() {
        return code;
    }

    public static Optional<DeviceEventKind> ofCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
