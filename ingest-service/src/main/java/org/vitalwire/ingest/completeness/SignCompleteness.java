package org.vitalwire.ingest.completeness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one sign between two times. A flagged value was measured all the same, so it ends a gap;
 * how many there are stands beside it. A time in which the patient was on no device is a gap like
 * any other.
 */
final class SignCompleteness {

    static final int MOST_GAPS = 1_000;

    private final Instant from;
    private final Instant to;
    private final Distances distances = new Distances();
    private final List<Gap> pauses = new ArrayList<>();
    private long values;
    private long flagged;
    private long backfilled;
    private @Nullable Instant last;

    SignCompleteness(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** From the value before it to the value after it, or to an end of the time asked for. */
    record Gap(Instant from, Instant to) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    /**
     * @param usualEverySeconds median distance of two values; null where there are fewer than two
     * @param values of which {@code flagged} and {@code backfilled} are a part
     * @param coveredFraction of the time asked for that is in no gap, 0 to 1
     * @param gaps in the order of time; where there are more than 1,000, the longest of them
     * @param gapsTotal how many there are
     */
    record Report(
            @Nullable Double usualEverySeconds,
            long values,
            long flagged,
            long backfilled,
            double coveredFraction,
            List<Gap> gaps,
            int gapsTotal) {}

    /** In the order of time. */
    void add(Instant time, int flags, boolean late) {
        values++;
        flagged += flags == 0 ? 0 : 1;
        backfilled += late ? 1 : 0;
        if (last == null) {
            pause(from, time);
        } else {
            distances.add(Duration.between(last, time));
            pause(last, time);
        }
        last = time;
    }

    private void pause(Instant begin, Instant end) {
        Gap pause = new Gap(begin, end);
        if (pause.length().compareTo(Distances.LEAST_GAP) > 0) {
            pauses.add(pause);
        }
    }

    /** Call once, when all values are added. */
    Report report() {
        pause(last == null ? from : last, to);
        Duration longest = distances.longestWithoutGap();
        List<Gap> gaps =
                pauses.stream().filter(pause -> pause.length().compareTo(longest) > 0).toList();
        Duration missing = gaps.stream().map(Gap::length).reduce(Duration.ZERO, Duration::plus);
        double whole = Duration.between(from, to).toNanos();
        double covered = values == 0 ? 0 : 1 - missing.toNanos() / whole;
        return new Report(
                distances.usual().map(usual -> usual.toMillis() / 1_000.0).orElse(null),
                values,
                flagged,
                backfilled,
                Math.clamp(Math.round(covered * 1e6) / 1e6, 0, 1),
                told(gaps),
                gaps.size());
    }

    private static List<Gap> told(List<Gap> gaps) {
        if (gaps.size() <= MOST_GAPS) {
            return gaps;
        }
        return gaps.stream()
                .sorted(Comparator.comparing(Gap::length).reversed())
                .limit(MOST_GAPS)
                .sorted(Comparator.comparing(Gap::from))
                .toList();
    }
}
