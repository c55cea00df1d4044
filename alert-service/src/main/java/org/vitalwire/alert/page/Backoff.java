package org.vitalwire.alert.page;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after a failed attempt: doubling, with a fifth of chance in it, so that what
 * failed together does not return so.
 */
record Backoff(Duration first, Duration longest) {

    /** A channel may ask for a longer pause, but not for one in which nobody would be told. */
    static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param attempts so far, at least one
     * @param asked by the channel: at least so long
     */
    Duration pauseAfter(int attempts, Duration asked) {
        long doubled = first.toMillis() << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS);
        double own =
                Math.min(doubled, longest.toMillis())
                        * ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        long atLeast = Math.min(asked.toMillis(), LONGEST_ASKED.toMillis());
        return Duration.ofMillis(Math.max(Math.round(own), atLeast));
    }

    /** No pause is longer. */
    Duration bound() {
        Duration own = longest.multipliedBy(2);
        return own.compareTo(LONGEST_ASKED) > 0 ? own : LONGEST_ASKED;
    }
}
