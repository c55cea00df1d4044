package org.vitalwire.gateway.codec.gatt;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The measurement characteristics that are read, by their assigned numbers. */
enum GattForm {
    HEART_RATE,
    BLOOD_PRESSURE,
    CUFF_PRESSURE,
    TEMPERATURE,
    SPOT_OXIMETRY,
    CONTINUOUS_OXIMETRY,
    GLUCOSE,
    WEIGHT,
    GLUCOSE_TRACE;

    private static final Map<String, GattForm> BY_NUMBER =
            Map.of(
                    "2a37", HEART_RATE,
                    "2a35", BLOOD_PRESSURE,
                    "2a36", CUFF_PRESSURE,
                    "2a1c", TEMPERATURE,
                    "2a5e", SPOT_OXIMETRY,
                    "2a5f", CONTINUOUS_OXIMETRY,
                    "2a18", GLUCOSE,
                    "2a9d", WEIGHT,
                    "2aa7", GLUCOSE_TRACE);

    private static final String BASE_UUID = "-0000-1000-8000-00805f9b34fb";
    private static final int SHORT_LENGTH = 4;

    /**
     * @param uuid {@code 2A37}, or all 128 bits of it
     */
    static Optional<GattForm> of(String uuid) {
        String text = uuid.toLowerCase(Locale.ROOT);
        String number =
                text.startsWith("0000") && text.endsWith(BASE_UUID)
                        ? text.substring(SHORT_LENGTH, text.length() - BASE_UUID.length())
                        : text;
        return Optional.ofNullable(BY_NUMBER.get(number));
    }
}
