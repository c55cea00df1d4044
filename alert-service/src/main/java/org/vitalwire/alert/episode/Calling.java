package org.vitalwire.alert.episode;

import java.time.Instant;
import java.util.Optional;

/** Whether somebody is being looked for. */
public sealed interface Calling {

    /** How many rounds have begun so far. */
    int round();

    /** Nobody is looked for. */
    record Rest(int round) implements Calling {}

    /**
     * A round of calls.
     *
     * @param since processed time of its beginning
     * @param taken how many of its steps have been taken
     * @param nextAt when the next call is due; empty when all were made and none is repeated
     * @param first who is called by name before all others, as long as that is still to be done
     */
    record Underway(
            int round, Instant since, int taken, Optional<Instant> nextAt, Optional<String> first)
            implements Calling {

        /** The next call is due now. */
        Underway hurried(Instant now) {
            return nextAt.filter(at -> at.isAfter(now)).isPresent()
                    ? new Underway(round, since, taken, Optional.of(now), first)
                    : this;
        }
    }

    default Underway next(Instant now, Optional<String> first) {
        return new Underway(round() + 1, now, 0, Optional.of(now), first);
    }

    default Rest rest() {
        return new Rest(round());
    }
}
