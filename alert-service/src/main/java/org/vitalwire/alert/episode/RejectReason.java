package org.vitalwire.alert.episode;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why somebody does not take an alert on. Codes only: free text would name patients. */
public enum RejectReason {
    BUSY,
    NOT_MINE,
    OFF_DUTY,
    OTHER;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RejectReason> ofCode(String code) {
        return Stream.of(values()).filter(reason -> reason.code().equals(code)).findFirst();
    }
}
