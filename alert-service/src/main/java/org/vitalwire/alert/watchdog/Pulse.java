package org.vitalwire.alert.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Judges whether beats get through. How long ago a stage saw a new beat is measured by a clock that
 * nobody sets, so that a change of the time of day neither hides a silence nor makes one. A chain
 * that passes every beat, but late, is as silent as one that passes none.
 */
final class Pulse {

    /**
     * How it stands.
     *
     * @param stoppedAt the first stage that sees no beats in time; empty while they get through
     * @param lastBeat the newest that got through, by the device's time; empty before the first
     * @param quietFor since when none got through
     */
    record Verdict(Optional<Stage> stoppedAt, Optional<Instant> lastBeat, Duration quietFor) {

        boolean isSilent() {
            return stoppedAt.isPresent();
        }
    }

    private record Seen(Instant beat, long nanos) {}

    private final Duration silentAfter;
    private final long begun;
    private final Map<Stage, Seen> newest = new EnumMap<>(Stage.class);

    /**
     * @param silentAfter how long a stage may see nothing new, and how late a beat may come to it
     * @param begun as of {@link System#nanoTime}; nothing is silent sooner than that long after
     */
    Pulse(Duration silentAfter, long begun) {
        this.silentAfter = silentAfter;
        this.begun = begun;
    }

    /**
     * @param nanos of the look
     */
    void take(Sightings sightings, long nanos) {
        sightings
                .newest()
                .forEach((stage, beat) -> {
                    Seen before = newest.get(stage);
                    if (before == null || !before.beat().equals(beat)) {
                        newest.put(stage, new Seen(beat, nanos));
                    }
                });
    }

    Verdict verdict(long nanos) {
        Optional<Instant> lastBeat = Optional.ofNullable(newest.get(Stage.RECEIPT)).map(Seen::beat);
        Duration quiet = quietFor(Stage.RECEIPT, nanos);
        for (Stage stage : Stage.values()) {
            if (quietFor(stage, nanos).compareTo(silentAfter) > 0 || isLate(stage)) {
                return new Verdict(Optional.of(stage), lastBeat, quiet);
            }
        }
        return new Verdict(Optional.empty(), lastBeat, quiet);
    }

    private Duration quietFor(Stage stage, long nanos) {
        Seen seen = newest.get(stage);
        return Duration.ofNanos(nanos - (seen == null ? begun : seen.nanos()));
    }

    private boolean isLate(Stage stage) {
        Seen sent = newest.get(Stage.PUBLISH);
        Seen come = newest.get(stage);
        return sent != null
                && come != null
                && Duration.between(come.beat(), sent.beat()).compareTo(silentAfter) > 0;
    }
}
