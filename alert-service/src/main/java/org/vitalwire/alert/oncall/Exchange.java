package org.vitalwire.alert.oncall;

import java.time.Instant;

/**
 * An exception to the turns: somebody takes over for a while.
 *
 * @param from inclusive
 * @param until exclusive
 * @param by who entered it
 */
public record Exchange(Instant from, Instant until, String person, String by, String reason) {

    public Exchange {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("an exchange ends after it begins");
        }
        if (person.isBlank() || by.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException(
                    "an exchange says who takes over, who entered it, and why");
        }
    }

    Exchange enteredBy(String other) {
        return new Exchange(from, until, person, other, reason);
    }

    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
