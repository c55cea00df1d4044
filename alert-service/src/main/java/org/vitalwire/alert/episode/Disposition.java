package org.vitalwire.alert.episode;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an alert was good for, as a person judges it: feedback about the policy that raised it.
 *
 * @param by subject of the person's token
 * @param at processed time
 */
public record Disposition(Code code, String by, Instant at) {

    /** The judgement. */
    public enum Code {
        /** Something was done because of it. */
        ACTIONABLE,
        /** True, but there was nothing to do. */
        NOT_ACTIONABLE,
        /** The values were not the patient's. */
        ARTEFACT;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Code> ofCode(String text) {
            return Stream.of(values()).filter(code -> code.code().equals(text)).findFirst();
        }
    }
}
