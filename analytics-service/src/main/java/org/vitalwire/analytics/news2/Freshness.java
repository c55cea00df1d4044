package org.vitalwire.analytics.news2;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.vitalwire.analytics.condition.EventTime;

/** How long a value of each slot may be used for scoring. */
public final class Freshness {

    private final EnumMap<Slot, Long> micros = new EnumMap<>(Slot.class);

    /**
     * @param validFor one for each slot
     */
    public Freshness(Map<Slot, Duration> validFor) {
        for (Slot slot : Slot.values()) {
            Duration duration = validFor.get(slot);
            if (duration == null || !duration.isPositive()) {
                throw new IllegalArgumentException(
                        "freshness of " + slot.code() + " must be positive");
            }
            micros.put(slot, EventTime.micros(duration));
        }
    }

    /** From here on the input is too old; microseconds. */
    long validUntil(Slot slot, Input input) {
        return input.at() + micros(slot);
    }

    public Duration of(Slot slot) {
        return Duration.ofNanos(micros(slot) * 1_000);
    }

    /** Of the slot whose values age first. */
    public Duration shortest() {
        return Duration.ofNanos(Collections.min(micros.values()) * 1_000);
    }

    /** Every slot is there since construction. */
    private long micros(Slot slot) {
        return Objects.requireNonNull(micros.get(slot));
    }
}
