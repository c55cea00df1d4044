package org.vitalwire.ingest.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last half hour of one sign, thinned to a value every 30 s: the newest of its stretch. Not
 * safe for threads.
 */
final class Trend {

    static final Duration SPAN = Duration.ofMinutes(30);
    static final Duration STEP = Duration.ofSeconds(30);
    static final int MOST_POINTS = (int) (SPAN.toSeconds() / STEP.toSeconds());

    /** A value at its measured time. */
    record Point(Instant time, double value) {}

    private final TreeMap<Long, Point> points = new TreeMap<>();

    /** Values may come late and out of order. */
    void add(Instant time, double value) {
        long step = Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
        Point present = points.get(step);
        if (present == null || time.isAfter(present.time())) {
            points.put(step, new Point(time, value));
        }
        while (points.size() > MOST_POINTS) {
            points.pollFirstEntry();
        }
    }

    /** What is younger than the span, in the order of time. */
    List<Point> since(Instant now) {
        Instant oldest = now.minus(SPAN);
        return points.entrySet().stream()
                .map(Map.Entry::getValue)
                .filter(point -> point.time().isAfter(oldest))
                .toList();
    }
}
