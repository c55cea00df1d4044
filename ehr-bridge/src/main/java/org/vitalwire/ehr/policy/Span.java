package org.vitalwire.ehr.policy;

import java.time.Duration;
import java.time.Instant;
import org.vitalwire.ehr.chart.ChartKey;

/**
 * Minutes that one line stands for. Spans of a length follow each other from each full hour on.
 *
 * @param start in the device's own time
 * @param minutes more than one
 */
public record Span(Instant start, int minutes) {

    public Span {
        if (!start.equals(startOf(start, minutes))) {
            throw new IllegalArgumentException("a span starts at a multiple of its length");
        }
    }

    static Span around(Instant minute, int minutes) {
        return new Span(startOf(minute, minutes), minutes);
    }

    private static Instant startOf(Instant minute, int minutes) {
        long seconds = 60L * minutes;
        return Instant.ofEpochSecond(Math.floorDiv(minute.getEpochSecond(), seconds) * seconds);
    }

    /** The first moment after it. */
    public Instant end() {
        return start.plus(Duration.ofMinutes(minutes));
    }

    /**
     * Resource id and identifier of the line, given that of a minute at its start: the same whoever
     * computes it, and never that of a minute.
     *
     * @param first patient, device and item, with the minute at which the span starts
     */
    public String resourceId(ChartKey first) {
        if (!first.minute().equals(start)) {
            throw new IllegalArgumentException("not the key of the first minute");
        }
        return ChartKey.digest(
                "vw-", "vitalwire-aggregate-1|" + minutes + "|" + first.observationId());
    }
}
