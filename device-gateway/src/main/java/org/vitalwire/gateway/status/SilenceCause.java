package org.vitalwire.gateway.status;

import java.util.Locale;
import org.vitalwire.contracts.event.DeviceEventKind;

/** Why nothing usable comes of a device. The code is the name in kebab case. */
public enum SilenceCause {
    /** Connected, and heard of, but without a value to rely on. */
    SENSOR_OFF(DeviceEventKind.SENSOR_OFF),
    /** Said good-bye, or is lost, or never came. */
    DEVICE_OFF(DeviceEventKind.DEVICE_OFF),
    /** Connected, and nothing comes. */
    SILENT(DeviceEventKind.DEVICE_SILENT),
    /** The gateway was away, and the device may be on its way back. */
    GATEWAY_LOST(DeviceEventKind.GATEWAY_LOST),
    /** It sends, but its readings do not come through. */
    PIPELINE_LATE(DeviceEventKind.PIPELINE_LATE);

    private final DeviceEventKind kind;

    SilenceCause(DeviceEventKind kind) {
        this.kind = kind;
    }

    DeviceEventKind kind() {
        return kind;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
