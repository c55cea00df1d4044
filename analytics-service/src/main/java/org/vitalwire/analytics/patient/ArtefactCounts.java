package org.vitalwire.analytics.patient;

import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;

/** How many values of the last window were held back, in five parts of it. Mutable. */
final class ArtefactCounts {

    private static final int PARTS = 5;

    /** Number of the current part since 1970. */
    private long current = Long.MIN_VALUE;

    private long width;
    private final int[] all = new int[PARTS];
    private final int[] held = new int[PARTS];

    ArtefactCounts copy() {
        ArtefactCounts copy = new ArtefactCounts();
        copy.current = current;
        copy.width = width;
        System.arraycopy(all, 0, copy.all, 0, PARTS);
        System.arraycopy(held, 0, copy.held, 0, PARTS);
        return copy;
    }

    /**
     * @param at event time, microseconds; what is older than the newest is counted with it
     * @param window microseconds; another one than before begins anew
     */
    void add(long at, long window, int values, int heldBack) {
        if (width != window / PARTS) {
            width = window / PARTS;
            current = Long.MIN_VALUE;
        }
        long part = Math.floorDiv(at, width);
        if (part > current) {
            long first = current == Long.MIN_VALUE ? part - PARTS + 1 : current + 1;
            for (long passed = Math.max(first, part - PARTS + 1); passed <= part; passed++) {
                all[place(passed)] = 0;
                held[place(passed)] = 0;
            }
            current = part;
        }
        all[place(current)] += values;
        held[place(current)] += heldBack;
    }

    int all() {
        return sum(all);
    }

    int heldBack() {
        return sum(held);
    }

    void write(StateWriter out) {
        boolean any = current != Long.MIN_VALUE;
        out.varint(any ? width : 0);
        if (any) {
            out.time(current * width);
            for (int i = 0; i < PARTS; i++) {
                out.varint(all[i]);
                out.varint(held[i]);
            }
        }
    }

    static ArtefactCounts read(StateReader in) {
        ArtefactCounts counts = new ArtefactCounts();
        counts.width = in.varint();
        if (counts.width > 0) {
            long start = in.time();
            counts.current =
                    start == EventTime.NEVER ? Long.MIN_VALUE : Math.floorDiv(start, counts.width);
            for (int i = 0; i < PARTS; i++) {
                counts.all[i] = (int) in.varint();
                counts.held[i] = (int) in.varint();
            }
        }
        return counts;
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private static int place(long part) {
        return (int) Math.floorMod(part, (long) PARTS);
    }
}
