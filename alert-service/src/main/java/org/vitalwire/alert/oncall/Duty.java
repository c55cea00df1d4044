package org.vitalwire.alert.oncall;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time in which the same person, or nobody, is on duty.
 *
 * @param person empty when nobody is
 * @param until exclusive
 * @param exchanged whether by an exchange and not by turn
 */
public record Duty(Optional<String> person, Instant from, Instant until, boolean exchanged) {

    boolean goesOnAs(Duty next) {
        return person.equals(next.person) && exchanged == next.exchanged;
    }

    Duty to(Duty next) {
        return new Duty(person, from, next.until, exchanged);
    }
}
