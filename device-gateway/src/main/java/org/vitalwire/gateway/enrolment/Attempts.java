package org.vitalwire.gateway.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** So many attempts in a window of time, for each who tries. */
final class Attempts {

    /** Whoever comes from more places than this shares one count. */
    private static final int REMEMBERED = 10_000;

    private static final String OTHERS = "";

    private final int most;
    private final Duration window;
    private final InstantSource clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private Instant windowEnds = Instant.MIN;

    Attempts(int most, Duration window, InstantSource clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    synchronized boolean admit(String who) {
        Instant now = clock.instant();
        if (!now.isBefore(windowEnds)) {
            counts.clear();
            windowEnds = now.plus(window);
        }
        String key = counts.containsKey(who) || counts.size() < REMEMBERED ? who : OTHERS;
        return counts.merge(key, 1, Integer::sum) <= most;
    }
}
