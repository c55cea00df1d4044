package org.vitalwire.gateway.device;

import java.time.Duration;

/**
 * What all devices of one make have in common. Data: see {@code device-models.json}.
 *
 * @param type class of device, such as {@code bedside-monitor}
 * @param codec name of the payload codec
 * @param synthetic whether a simulator or a recording is behind it, so that nothing of it may pass
 *     for a person's
 * @param silenceLimit how long it may say nothing before that is worth telling
 */
public record DeviceModel(
        String id,
        String display,
        String type,
        String codec,
        boolean synthetic,
        Duration silenceLimit) {

    public DeviceModel {
        if (id.isBlank() || codec.isBlank() || !silenceLimit.isPositive()) {
            throw new IllegalArgumentException(
                    "a device model has an id, a codec and a silence limit");
        }
    }
}
