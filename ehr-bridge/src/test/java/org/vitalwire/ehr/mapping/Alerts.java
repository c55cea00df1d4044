package org.vitalwire.ehr.mapping;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;

/** Transitions of an alert for tests of the mapping. */
final class Alerts {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private Alerts() {}

    static AlertEpisode at(int seconds, Transition transition) {
        return at(seconds, transition, Priority.HIGH, true, Optional.empty());
    }

    static AlertEpisode by(String person, int seconds, Transition transition) {
        return at(seconds, transition, Priority.HIGH, true, Optional.of(person));
    }

    static AlertEpisode closed(int seconds) {
        return at(seconds, Transition.RESOLVED, Priority.HIGH, false, Optional.empty());
    }

    static AlertEpisode at(
            int seconds,
            Transition transition,
            Priority priority,
            boolean open,
            Optional<String> by) {
        return new AlertEpisode(
                "6f2d3c1e-0b52-4f7a-9d5e-0a1b2c3d4e5f",
                new PatientId("p1"),
                "low-spo2",
                priority,
                transition,
                START.plusSeconds(seconds),
                START.minusSeconds(15),
                by,
                "SpO2 low",
                open,
                open,
                false,
                true);
    }
}
