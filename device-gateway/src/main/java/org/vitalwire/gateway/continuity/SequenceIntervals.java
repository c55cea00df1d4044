package org.vitalwire.gateway.continuity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A set of numbers as the intervals that cover it, and when each gap between them was noticed.
 * Immutable; the usual next number costs a copy of three longs for each interval.
 *
 * <p>Where there would be more intervals than the bound, the two oldest become one and what lies
 * between them is counted as settled: missing, but no longer listed, and a number of it that comes
 * later after all counts as a duplicate.
 */
final class SequenceIntervals {

    static final SequenceIntervals EMPTY = new SequenceIntervals(new long[0], 0);

    private static final int WIDTH = 3;
    private static final int TO = 1;
    private static final int NOTICED = 2;

    /** From, to (both inclusive), noticed; ascending, with at least one number between two. */
    private final long[] triples;

    private final long settled;

    private SequenceIntervals(long[] triples, long settled) {
        this.triples = triples;
        this.settled = settled;
    }

    /**
     * A gap.
     *
     * @param from inclusive
     * @param to inclusive
     * @param noticedMicros when the number behind it came, microseconds since 1970
     */
    record Gap(long from, long to, long noticedMicros) {
        long count() {
            return to - from + 1;
        }
    }

    /** What {@link #triples()} and {@link #settled()} were. */
    static SequenceIntervals of(long[] triples, long settled) {
        if (triples.length % WIDTH != 0) {
            throw new IllegalArgumentException("intervals are triples");
        }
        return new SequenceIntervals(triples.clone(), settled);
    }

    boolean isEmpty() {
        return triples.length == 0;
    }

    int intervals() {
        return triples.length / WIDTH;
    }

    /** The lowest number; only where there is one. */
    long first() {
        return triples[0];
    }

    /** The highest number; only where there is one. */
    long last() {
        return triples[triples.length - WIDTH + TO];
    }

    /** How many numbers there are from the first to the last. */
    long expected() {
        // From zero to the highest long is one more than a long can hold.
        return isEmpty() ? 0 : Math.max(last() - first(), last() - first() + 1);
    }

    long missing() {
        long missing = settled;
        for (int i = WIDTH; i < triples.length; i += WIDTH) {
            missing += triples[i] - triples[i - WIDTH + TO] - 1;
        }
        return missing;
    }

    /** Missing numbers whose places are forgotten. */
    long settled() {
        return settled;
    }

    long[] triples() {
        return triples.clone();
    }

    boolean contains(long number) {
        int at = atOrBefore(number);
        return at >= 0 && number <= triples[at + TO];
    }

    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>(Math.max(0, intervals() - 1));
        for (int i = WIDTH; i < triples.length; i += WIDTH) {
            gaps.add(new Gap(triples[i - WIDTH + TO] + 1, triples[i] - 1, triples[i + NOTICED]));
        }
        return gaps;
    }

    /**
     * With that number, too.
     *
     * @param noticedMicros for the gap that this number may open
     * @param most intervals, at least 2
     */
    SequenceIntervals with(long number, long noticedMicros, int most) {
        int at = atOrBefore(number);
        if (at >= 0 && number <= triples[at + TO]) {
            return this;
        }
        int next = at < 0 ? 0 : at + WIDTH;
        boolean joinsBefore = at >= 0 && number - 1 == triples[at + TO];
        boolean joinsNext = next < triples.length && number + 1 == triples[next];
        if (joinsBefore && joinsNext) {
            long[] joined = without(next);
            joined[at + TO] = triples[next + TO];
            return new SequenceIntervals(joined, settled);
        }
        if (joinsBefore) {
            long[] longer = triples.clone();
            longer[at + TO] = number;
            return new SequenceIntervals(longer, settled);
        }
        if (joinsNext) {
            long[] longer = triples.clone();
            longer[next] = number;
            return new SequenceIntervals(longer, settled);
        }
        return bounded(inserted(number, next, noticedMicros), most);
    }

    /** Without that number, for sets whose gaps mean nothing. */
    SequenceIntervals without(long number, int most) {
        if (!contains(number)) {
            return this;
        }
        int at = atOrBefore(number);
        long from = triples[at];
        long to = triples[at + TO];
        if (from == to) {
            return new SequenceIntervals(without(at), settled);
        }
        long[] changed;
        if (number == from) {
            changed = triples.clone();
            changed[at] = number + 1;
        } else if (number == to) {
            changed = triples.clone();
            changed[at + TO] = number - 1;
        } else {
            changed = inserted(number + 1, at + WIDTH, 0);
            changed[at + WIDTH + TO] = to;
            changed[at + TO] = number - 1;
            return bounded(changed, most);
        }
        return new SequenceIntervals(changed, settled);
    }

    private long[] inserted(long number, int place, long noticedMicros) {
        long[] more = new long[triples.length + WIDTH];
        System.arraycopy(triples, 0, more, 0, place);
        System.arraycopy(triples, place, more, place + WIDTH, triples.length - place);
        more[place] = number;
        more[place + TO] = number;
        if (place == 0) {
            // The gap is behind the new number.
            more[NOTICED] = 0;
            if (more.length > WIDTH) {
                more[WIDTH + NOTICED] = noticedMicros;
            }
        } else if (place == triples.length) {
            more[place + NOTICED] = noticedMicros;
        } else {
            // It divides a gap that was noticed before.
            more[place + NOTICED] = triples[place + NOTICED];
        }
        return more;
    }

    private SequenceIntervals bounded(long[] all, int most) {
        if (all.length / WIDTH <= most) {
            return new SequenceIntervals(all, settled);
        }
        long[] fewer = Arrays.copyOfRange(all, WIDTH, all.length);
        fewer[0] = all[0];
        fewer[NOTICED] = 0;
        return new SequenceIntervals(fewer, settled + all[WIDTH] - all[TO] - 1);
    }

    private long[] without(int place) {
        long[] fewer = new long[triples.length - WIDTH];
        System.arraycopy(triples, 0, fewer, 0, place);
        System.arraycopy(triples, place + WIDTH, fewer, place, fewer.length - place);
        if (place == 0 && fewer.length > 0) {
            fewer[NOTICED] = 0;
        }
        return fewer;
    }

    /** Where the last interval begins that begins at or before the number, or -1. */
    private int atOrBefore(long number) {
        int low = 0;
        int high = intervals() - 1;
        // Nearly always the last one.
        if (high >= 0 && triples[high * WIDTH] <= number) {
            return high * WIDTH;
        }
        int found = -1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (triples[middle * WIDTH] <= number) {
                found = middle * WIDTH;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return found;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < triples.length; i += WIDTH) {
            text.append(i == 0 ? "" : ",").append(triples[i]).append('-').append(triples[i + TO]);
        }
        return text.toString();
    }
}
