package org.vitalwire.analytics.window;

import java.time.Duration;
import java.util.Arrays;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.state.Hundredths;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;

/**
 * The median of what one sign measured in the last window, in eight parts: the median of the parts'
 * medians (a remedian, Rousseeuw and Bassett, J Am Stat Assoc 1990;85:97). With up to one value a
 * part it is the median itself; one value alone is its own median. Of a part no more than nine
 * values are kept, evenly taken.
 *
 * <p>Mutable, and owned by the one evaluation that decoded it. Some 30 bytes; a value with its
 * median costs some 100 ns. Values come in the order of event time; of parts that are over nothing
 * is changed any more.
 */
public final class MedianWindow {

    private static final int PARTS = 8;
    private static final int BEFORE = PARTS - 1;
    private static final int MOST = 9;

    private final Duration window;
    private final long width;

    /** Number of the current part since 1970, {@link Long#MIN_VALUE} before the first value. */
    private long current = Long.MIN_VALUE;

    /** Of the current part: every so many-th value is kept, and how many came since. */
    private int stride = 1;

    private int since;
    private int count;
    private final long[] values = new long[MOST];

    /** Of those before it, in a ring by number; a bit where there is one. */
    private final long[] medians = new long[PARTS];

    private int present;

    /**
     * @param window at least eight milliseconds; what is older than that by the newest value does
     *     not count, nor does, at times, the oldest eighth of it
     */
    public MedianWindow(Duration window) {
        if (window.compareTo(Duration.ofMillis(PARTS)) < 0) {
            throw new IllegalArgumentException("a window lasts for 8 ms at least");
        }
        this.window = Duration.ofMillis(window.toMillis());
        this.width = EventTime.micros(this.window) / PARTS;
    }

    public Duration window() {
        return window;
    }

    /**
     * @param at event time, microseconds
     */
    public void add(long at, double value) {
        long part = Math.floorDiv(at, width);
        if (part < current) {
            return;
        }
        if (part > current) {
            turnTo(part);
        }
        if (since == 0) {
            if (count == MOST) {
                thin();
            }
            values[count++] = Hundredths.of(value);
        }
        since = (since + 1) % stride;
    }

    /** Keeps every second one, and takes half as many from here on. */
    private void thin() {
        for (int i = 0; 2 * i < MOST; i++) {
            values[i] = values[2 * i];
        }
        count = (MOST + 1) / 2;
        stride *= 2;
    }

    private void turnTo(long part) {
        if (current != Long.MIN_VALUE) {
            medians[place(current)] = median(Arrays.copyOf(values, count), count);
            present |= 1 << place(current);
            for (long skipped = Math.max(current + 1, part - BEFORE); skipped <= part; skipped++) {
                present &= ~(1 << place(skipped));
            }
        }
        current = part;
        count = 0;
        stride = 1;
        since = 0;
    }

    /**
     * The median of the window that ends with the newest value.
     *
     * @throws IllegalStateException before the first value
     */
    public double median() {
        if (current == Long.MIN_VALUE) {
            throw new IllegalStateException("nothing was measured");
        }
        long[] all = new long[Math.max(PARTS, MOST)];
        System.arraycopy(values, 0, all, 0, count);
        long newest = median(all, count);
        int found = 0;
        all[found++] = newest;
        for (long part = current - BEFORE; part < current; part++) {
            if (has(part)) {
                all[found++] = medians[place(part)];
            }
        }
        return Hundredths.toValue(median(all, found));
    }

    /** Of the first so many, which it puts in order; of two in the middle their mean. */
    private static long median(long[] some, int count) {
        for (int i = 1; i < count; i++) {
            long value = some[i];
            int place = i;
            while (place > 0 && some[place - 1] > value) {
                some[place] = some[place - 1];
                place--;
            }
            some[place] = value;
        }
        return count % 2 == 1
                ? some[count / 2]
                : Math.round((some[count / 2 - 1] + some[count / 2]) / 2.0);
    }

    private boolean has(long part) {
        return (present & 1 << place(part)) != 0;
    }

    private static int place(long part) {
        return (int) Math.floorMod(part, (long) PARTS);
    }

    public MedianWindow copy() {
        MedianWindow copy = new MedianWindow(window);
        copy.current = current;
        copy.stride = stride;
        copy.since = since;
        copy.count = count;
        copy.present = present;
        System.arraycopy(values, 0, copy.values, 0, MOST);
        System.arraycopy(medians, 0, copy.medians, 0, PARTS);
        return copy;
    }

    public void write(StateWriter out) {
        out.varint(window.toMillis());
        out.time(current == Long.MIN_VALUE ? EventTime.NEVER : current * width);
        if (current == Long.MIN_VALUE) {
            return;
        }
        out.varint(stride);
        out.varint(since);
        long[] told = new long[BEFORE + MOST];
        int toldCount = 0;
        int toldParts = 0;
        for (int i = 1; i <= BEFORE; i++) {
            if (has(current - i)) {
                toldParts |= 1 << (i - 1);
                told[toldCount++] = medians[place(current - i)];
            }
        }
        System.arraycopy(values, 0, told, toldCount, count);
        out.bits(toldParts);
        out.bits(count);
        Hundredths.write(out, told, toldCount + count);
    }

    public static MedianWindow read(StateReader in) {
        MedianWindow read = new MedianWindow(Duration.ofMillis(in.varint()));
        long start = in.time();
        if (start == EventTime.NEVER) {
            return read;
        }
        read.current = Math.floorDiv(start, read.width);
        read.stride = (int) in.varint();
        read.since = (int) in.varint();
        int toldParts = in.bits();
        read.count = in.bits();
        int before = Integer.bitCount(toldParts);
        long[] told = new long[BEFORE + MOST];
        Hundredths.read(in, told, before + read.count);
        int next = 0;
        for (int i = 1; i <= BEFORE; i++) {
            if ((toldParts & 1 << (i - 1)) != 0) {
                read.medians[place(read.current - i)] = told[next++];
                read.present |= 1 << place(read.current - i);
            }
        }
        System.arraycopy(told, before, read.values, 0, read.count);
        return read;
    }
}
