package org.vitalwire.ingest.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Stretches of time, apart from each other and in order.
 *
 * @param list in microseconds since 1970, ends exclusive
 */
record Spans(List<Span> list) {

    static final Spans NONE = new Spans(List.of());

    Spans {
        list = List.copyOf(list);
    }

    record Span(long from, long to) {}

    static Spans of(long from, long to) {
        return from < to ? new Spans(List.of(new Span(from, to))) : NONE;
    }

    /**
     * Steps as one span where they touch.
     *
     * @param starts in order
     */
    static Spans ofSteps(List<Long> starts, long step) {
        List<Span> spans = new ArrayList<>();
        for (long start : starts) {
            if (!spans.isEmpty() && spans.getLast().to() >= start) {
                spans.add(new Span(spans.removeLast().from(), start + step));
            } else {
                spans.add(new Span(start, start + step));
            }
        }
        return new Spans(spans);
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    long from() {
        return list.getFirst().from();
    }

    long to() {
        return list.getLast().to();
    }

    /** The whole steps (multiples since 1970) inside. */
    Spans aligned(long step) {
        List<Span> aligned = new ArrayList<>();
        for (Span span : list) {
            long from = Math.ceilDiv(span.from(), step) * step;
            long to = Math.floorDiv(span.to(), step) * step;
            if (from < to) {
                aligned.add(new Span(from, to));
            }
        }
        return new Spans(aligned);
    }

    Spans minus(Spans other) {
        List<Span> left = new ArrayList<>();
        int first = 0;
        for (Span span : list) {
            long from = span.from();
            while (first < other.list.size() && other.list.get(first).to() <= from) {
                first++;
            }
            for (int i = first; i < other.list.size(); i++) {
                Span hole = other.list.get(i);
                if (hole.from() >= span.to()) {
                    break;
                }
                if (from < hole.from()) {
                    left.add(new Span(from, hole.from()));
                }
                from = Math.max(from, hole.to());
            }
            if (from < span.to()) {
                left.add(new Span(from, span.to()));
            }
        }
        return new Spans(left);
    }

    /** Covers the same and more with at most so many spans, by closing the narrowest gaps. */
    Spans coarsened(int most) {
        if (list.size() <= most) {
            return this;
        }
        long[] gaps = new long[list.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = list.get(i + 1).from() - list.get(i).to();
        }
        long[] sorted = gaps.clone();
        java.util.Arrays.sort(sorted);
        long widestClosed = sorted[list.size() - most - 1];
        List<Span> spans = new ArrayList<>();
        spans.add(list.getFirst());
        for (int i = 0; i < gaps.length; i++) {
            Span next = list.get(i + 1);
            if (gaps[i] <= widestClosed) {
                spans.add(new Span(spans.removeLast().from(), next.to()));
            } else {
                spans.add(next);
            }
        }
        return new Spans(spans);
    }
}
