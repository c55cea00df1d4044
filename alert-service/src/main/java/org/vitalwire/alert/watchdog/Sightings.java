package org.vitalwire.alert.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of the beats as of one look.
 *
 * @param newest the newest beat that got to each stage, by the time that the device gave it
 * @param passage how long that beat took from the device to the receipt
 */
record Sightings(Map<Stage, Instant> newest, Optional<Duration> passage) {

    static final Sightings NONE = new Sightings(Map.of(), Optional.empty());

    Sightings {
        newest = Map.copyOf(newest);
    }

    Optional<Instant> at(Stage stage) {
        return Optional.ofNullable(newest.get(stage));
    }

    Sightings with(Stage stage, Instant beat) {
        Map<Stage, Instant> more = new EnumMap<>(Stage.class);
        more.putAll(newest);
        more.put(stage, beat);
        return new Sightings(more, passage);
    }
}
