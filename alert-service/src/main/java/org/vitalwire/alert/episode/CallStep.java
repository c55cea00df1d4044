package org.vitalwire.alert.episode;

import java.time.Duration;

/**
 * One step of a round of calls.
 *
 * @param after counted from the beginning of the round
 */
public record CallStep(CallTarget to, Duration after) {

    public CallStep {
        if (after.isNegative()) {
            throw new IllegalArgumentException("a call cannot precede its round");
        }
    }
}
