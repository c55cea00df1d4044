package org.vitalwire.analytics.patient;

import java.util.Arrays;
import java.util.List;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.ConditionState.Cadence;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * When each sign was last measured, and how long after the time before. From this a condition that
 * is at rest knows all that it has to know, so that a hundred rules at rest need no state. Mutable.
 */
final class Rhythms {

    /** In place of a sign: any message at all. */
    static final int ANY = 0;

    private int size;
    private int[] keys = new int[8];
    private long[] lastAt = new long[8];

    /** Milliseconds, at least 1; 0 while there was only one. */
    private long[] gap = new long[8];

    Rhythms copy() {
        Rhythms copy = new Rhythms();
        copy.size = size;
        copy.keys = keys.clone();
        copy.lastAt = lastAt.clone();
        copy.gap = gap.clone();
        return copy;
    }

    /** Event time of the newest, {@link EventTime#NEVER} before the first; microseconds. */
    long lastAt(int key) {
        int index = indexOf(key);
        return index < 0 ? EventTime.NEVER : lastAt[index];
    }

    /** Notes that it was measured; what is not newer changes nothing. */
    void note(int key, long at) {
        int index = indexOf(key);
        if (index < 0) {
            add(key, at, 0);
        } else if (at > lastAt[index]) {
            gap[index] = Math.max((at - lastAt[index]) / 1_000, 1);
            lastAt[index] = at;
        }
    }

    /** A condition that rests on one of these signs, the preferred first, while it is at rest. */
    ConditionState atRest(List<VitalSign> signs, ConditionRule timing) {
        int chosen = -1;
        int source = 0;
        for (int rank = 0; rank < signs.size(); rank++) {
            int index = indexOf(signs.get(rank).number());
            boolean counts =
                    index >= 0 && (chosen < 0 || lastAt[index] - lastAt[chosen] > timing.maxGap());
            if (counts) {
                chosen = index;
                source = rank;
            }
        }
        return atRest(chosen, source, timing);
    }

    /** A condition that rests on every message, while it is at rest. */
    ConditionState atRest(ConditionRule timing) {
        return atRest(indexOf(ANY), 0, timing);
    }

    private ConditionState atRest(int index, int source, ConditionRule timing) {
        if (index < 0) {
            return ConditionState.NEW;
        }
        Cadence cadence =
                gap[index] == 0
                        ? Cadence.UNKNOWN
                        : gap[index] <= timing.maxGap() / 1_000
                                ? Cadence.CONTINUOUS
                                : Cadence.SPARSE;
        return ConditionState.atRest(lastAt[index], cadence, source);
    }

    void write(StateWriter out) {
        out.varint(size);
        for (int i = 0; i < size; i++) {
            out.varint(keys[i]);
            out.time(lastAt[i]);
            out.varint(gap[i]);
        }
    }

    static Rhythms read(StateReader in) {
        Rhythms rhythms = new Rhythms();
        int size = (int) in.varint();
        for (int i = 0; i < size; i++) {
            rhythms.add((int) in.varint(), in.time(), in.varint());
        }
        return rhythms;
    }

    private void add(int key, long at, long gapMillis) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            lastAt = Arrays.copyOf(lastAt, size * 2);
            gap = Arrays.copyOf(gap, size * 2);
        }
        keys[size] = key;
        lastAt[size] = at;
        gap[size] = gapMillis;
        size++;
    }

    private int indexOf(int key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }
}
