package org.vitalwire.gateway.device;

import java.util.Optional;

/**
 * What is printed on the device. Never a patient's.
 *
 * @param udi unique device identifier, as its issuing agency writes it
 */
public record DeviceLabel(Optional<String> udi, Optional<String> serial, Optional<String> lot) {

    /** Nothing is known. */
    public static final DeviceLabel NONE =
            new DeviceLabel(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int LONGEST = 200;

    public DeviceLabel {
        requireShort(udi);
        requireShort(serial);
        requireShort(lot);
    }

    /** This one, with what it does not say taken from the other. */
    public DeviceLabel orElse(DeviceLabel other) {
        return new DeviceLabel(udi.or(other::udi), serial.or(other::serial), lot.or(other::lot));
    }

    private static void requireShort(Optional<String> text) {
        if (text.isPresent() && (text.get().isBlank() || text.get().length() > LONGEST)) {
            throw new IllegalArgumentException("a label has 1-200 characters");
        }
    }
}
