package org.vitalwire.ingest.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ingest.completeness.Distances;

/**
 * How long one sign of one patient was in, below and above a range. A value counts until the next
 * one; but where that is a gap, only for as long as values of this sign usually follow each other,
 * so that a gap is never taken for a time in which the condition lasted. A flagged value ends the
 * one before it and counts for nothing.
 */
final class TimeInRange {

    private final double low;
    private final double high;
    private final Instant to;
    private final Duration longestHold;
    private final Distances distances = new Distances();
    private final Map<Place, Duration> sums = new EnumMap<>(Place.class);
    private final List<Span> longSpans = new ArrayList<>();
    private @Nullable Present present;

    /**
     * @param low lowest value in range, canonical unit; negative infinity where there is none
     * @param high highest value in range; positive infinity where there is none
     * @param to nothing counts beyond it
     * @param longestHold no value counts for longer, however seldom the sign is measured
     */
    TimeInRange(double low, double high, Instant to, Duration longestHold) {
        this.low = low;
        this.high = high;
        this.to = to;
        this.longestHold = longestHold;
    }

    private enum Place {
        BELOW,
        IN,
        ABOVE
    }

    private record Span(Place place, Duration length) {}

    /** The newest value; without a place while it is flagged. */
    private record Present(Instant time, Instant until, @Nullable Place place) {}

    record Times(Duration below, Duration in, Duration above) {
        Duration all() {
            return below.plus(in).plus(above);
        }
    }

    /**
     * In the order of time.
     *
     * @param until when the device left the patient; nothing counts beyond it
     */
    void add(Instant time, double value, int flags, Instant until) {
        if (present != null) {
            distances.add(Duration.between(present.time, time));
            end(present, time);
        }
        present = new Present(time, until, flags == 0 ? placeOf(value) : null);
    }

    private Place placeOf(double value) {
        if (value < low) {
            return Place.BELOW;
        }
        return value > high ? Place.ABOVE : Place.IN;
    }

    private void end(Present value, Instant next) {
        if (value.place == null) {
            return;
        }
        Instant end = next.isBefore(value.until) ? next : value.until;
        Duration length = Duration.between(value.time, end);
        if (length.compareTo(Distances.LEAST_GAP) > 0) {
            longSpans.add(new Span(value.place, length));
        } else if (length.isPositive()) {
            count(value.place, length);
        }
    }

    private void count(Place place, Duration length) {
        Duration counted = length.compareTo(longestHold) > 0 ? longestHold : length;
        sums.merge(place, counted, Duration::plus);
    }

    /** Call once, when all values are added. */
    Times times() {
        if (present != null) {
            end(present, to);
        }
        Duration usual = distances.usual().orElse(Duration.ZERO);
        Duration longest = distances.longestWithoutGap();
        for (Span span : longSpans) {
            count(span.place, span.length.compareTo(longest) > 0 ? usual : span.length);
        }
        return new Times(sum(Place.BELOW), sum(Place.IN), sum(Place.ABOVE));
    }

    private Duration sum(Place place) {
        return sums.getOrDefault(place, Duration.ZERO);
    }
}
