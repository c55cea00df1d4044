package org.vitalwire.alert.episode;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why an alert is paused or switched off. Codes only: free text would name patients. */
public enum SilenceReason {
    PROCEDURE,
    PATIENT_MOVING,
    SENSOR_CHANGE,
    KNOWN,
    END_OF_LIFE_CARE,
    OTHER;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<SilenceReason> ofCode(String code) {
        return Stream.of(values()).filter(reason -> reason.code().equals(code)).findFirst();
    }
}
