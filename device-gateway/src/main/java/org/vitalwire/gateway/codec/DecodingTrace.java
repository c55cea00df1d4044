package org.vitalwire.gateway.codec;

import java.util.function.Supplier;

/**
 * Hears what a codec does with a payload, step by step, for people who want to know why. Steps may
 * hold what the payload holds: they are shown to operators and never logged.
 */
public interface DecodingTrace {

    /** Nobody listens: what every live message gets. */
    DecodingTrace NONE = (step, outcome, detail) -> {};

    /** How a step ended. */
    enum Outcome {
        TAKEN,
        /** Left out on purpose, such as a code that no sign has. */
        SKIPPED,
        REFUSED
    }

    /**
     * @param step what was looked at, such as {@code OBX-3}, {@code $.heartRate} or {@code flags}
     * @param detail what was found, made only when somebody listens
     */
    void step(String step, Outcome outcome, Supplier<String> detail);
}
