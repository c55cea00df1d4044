package org.vitalwire.analytics.news2;

import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;

/**
 * The newest value of each slot. Mutable, and owned by the one evaluation that decoded it.
 *
 * <p>Stale values stay: whether they count is asked each time. An older value never replaces a
 * newer one.
 */
public final class Inputs {

    private final @Nullable Input[] newest = new @Nullable Input[Slot.count()];

    public Inputs copy() {
        Inputs copy = new Inputs();
        System.arraycopy(newest, 0, copy.newest, 0, newest.length);
        return copy;
    }

    public @Nullable Input get(Slot slot) {
        return newest[slot.index()];
    }

    /** Whether it was newer than what was there. */
    public boolean put(Slot slot, Input input) {
        Input present = newest[slot.index()];
        if (present != null && input.at() <= present.at()) {
            return false;
        }
        newest[slot.index()] = input;
        return true;
    }

    /** Measured time of the newest input, stale or not; {@link EventTime#NEVER} without one. */
    public long newestAt() {
        Input found = newest();
        return found == null ? EventTime.NEVER : found.at();
    }

    /** The message that the newest input came with, empty without one. */
    public String newestMessageId() {
        Input found = newest();
        return found == null ? "" : found.messageId();
    }

    private @Nullable Input newest() {
        Input found = null;
        for (Input input : newest) {
            if (input != null && (found == null || input.at() > found.at())) {
                found = input;
            }
        }
        return found;
    }

    public boolean isEmpty() {
        for (Input input : newest) {
            if (input != null) {
                return false;
            }
        }
        return true;
    }
}
