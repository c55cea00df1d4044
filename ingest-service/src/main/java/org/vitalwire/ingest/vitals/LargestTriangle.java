package org.vitalwire.ingest.vitals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ingest.store.SqlTime;

/**
 * Down-sampling that keeps the shape of a curve: of each stretch of time the measured value that
 * spans the largest triangle with the value chosen before it and the mean of the stretch after it
 * (S. Steinarsson, "Downsampling Time Series for Visual Representation", 2013). The stretches are
 * of equal time and not of equal number, so that a gap stays a gap.
 *
 * <p>Takes the values one by one and remembers of each stretch its first and last value and the
 * lows and highs of sixteen parts of it: memory is bounded by the points asked for. Flagged values
 * are never chosen; their flags are told.
 */
final class LargestTriangle {

    private static final int PARTS = 16;

    private final long origin;
    private final long width;
    private final boolean highest;
    private final List<Stretch> stretches = new ArrayList<>();

    /**
     * @param highest whether to choose the highest value of each stretch instead: for coded signs,
     *     where a triangle means nothing and the highest is the worst
     */
    LargestTriangle(Instant origin, Duration width, boolean highest) {
        this.origin = SqlTime.micros(origin);
        this.width = width.toNanos() / 1_000;
        this.highest = highest;
    }

    /**
     * The value that stands for a stretch of time.
     *
     * @param time of the value, or of the first flagged one where no value can be trusted
     * @param flaggedOnly whether there is no trusted value; value, low and high mean nothing then
     * @param n trusted values of the stretch, which low and high rest on
     * @param last newest trusted value
     * @param flags of all values of the stretch
     * @param backfilled whether any of them came late
     */
    record Choice(
            Instant time,
            boolean flaggedOnly,
            double value,
            double low,
            double high,
            double last,
            long n,
            int flags,
            boolean backfilled) {}

    private record Candidate(long time, double value) {}

    /** In the order of time, from the origin on. */
    void add(Instant time, double value, int flags, boolean late) {
        long micros = SqlTime.micros(time);
        long number = Math.floorDiv(micros - origin, width);
        if (stretches.isEmpty() || stretches.getLast().number != number) {
            stretches.add(new Stretch(number, micros));
        }
        Stretch stretch = stretches.getLast();
        stretch.flags |= flags;
        stretch.backfilled |= late;
        if (flags == 0) {
            int part = (int) (Math.floorMod(micros - origin, width) * PARTS / width);
            stretch.add(new Candidate(micros, value), part);
        }
    }

    /** One for each stretch with values, in the order of time. */
    List<Choice> choices() {
        List<Choice> choices = new ArrayList<>(stretches.size());
        List<Stretch> trusted = stretches.stream().filter(s -> s.n > 0).toList();
        int place = 0;
        @Nullable Candidate before = null;
        for (Stretch stretch : stretches) {
            if (stretch.n == 0) {
                choices.add(stretch.flaggedOnly());
                continue;
            }
            place++;
            Candidate chosen;
            if (highest) {
                chosen = stretch.highest();
            } else if (place == trusted.size()) {
                chosen = stretch.last();
            } else if (before == null) {
                chosen = stretch.first();
            } else {
                chosen = stretch.farthest(before, trusted.get(place));
            }
            before = chosen;
            choices.add(stretch.choice(chosen));
        }
        return choices;
    }

    private static final class Stretch {

        private final long number;
        private final long begin;
        private final TreeMap<Integer, Candidate> lows = new TreeMap<>();
        private final TreeMap<Integer, Candidate> highs = new TreeMap<>();
        private @Nullable Candidate first;
        private @Nullable Candidate last;
        private double timeSum;
        private double valueSum;
        private long n;
        private int flags;
        private boolean backfilled;

        Stretch(long number, long begin) {
            this.number = number;
            this.begin = begin;
        }

        void add(Candidate candidate, int part) {
            if (first == null) {
                first = candidate;
            }
            last = candidate;
            n++;
            // From the first value on, so that a sum of microseconds since 1970 loses nothing.
            timeSum += candidate.time - begin;
            valueSum += candidate.value;
            lows.merge(part, candidate, (old, fresh) -> fresh.value < old.value ? fresh : old);
            highs.merge(part, candidate, (old, fresh) -> fresh.value > old.value ? fresh : old);
        }

        Candidate first() {
            return required(first);
        }

        Candidate last() {
            return required(last);
        }

        Candidate highest() {
            Candidate worst = first();
            for (Candidate high : highs.values()) {
                if (high.value > worst.value) {
                    worst = high;
                }
            }
            return worst;
        }

        Candidate farthest(Candidate before, Stretch after) {
            double nextTime = after.begin - before.time + after.timeSum / after.n;
            double nextRise = after.valueSum / after.n - before.value;
            Candidate best = first();
            double largest = -1;
            for (Candidate candidate : candidates()) {
                double area =
                        Math.abs(
                                nextTime * (candidate.value - before.value)
                                        - (candidate.time - before.time) * nextRise);
                if (area > largest) {
                    largest = area;
                    best = candidate;
                }
            }
            return best;
        }

        private Set<Candidate> candidates() {
            Set<Candidate> candidates = new LinkedHashSet<>();
            candidates.add(first());
            lows.values().forEach(candidates::add);
            highs.values().forEach(candidates::add);
            candidates.add(last());
            return candidates;
        }

        Choice choice(Candidate chosen) {
            double low = chosen.value;
            double high = chosen.value;
            for (Candidate candidate : candidates()) {
                low = Math.min(low, candidate.value);
                high = Math.max(high, candidate.value);
            }
            return new Choice(
                    SqlTime.instant(chosen.time),
                    false,
                    chosen.value,
                    low,
                    high,
                    last().value,
                    n,
                    flags,
                    backfilled);
        }

        Choice flaggedOnly() {
            return new Choice(SqlTime.instant(begin), true, 0, 0, 0, 0, 0, flags, backfilled);
        }

        private static Candidate required(@Nullable Candidate candidate) {
            if (candidate == null) {
                throw new IllegalStateException("a stretch without a trusted value");
            }
            return candidate;
        }
    }
}
