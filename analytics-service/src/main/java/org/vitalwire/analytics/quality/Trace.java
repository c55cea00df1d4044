package org.vitalwire.analytics.quality;

import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;

/** What is remembered of one sign from one device. Times are microseconds of event time. */
final class Trace {

    /** Place of the device in the memory. */
    final int device;

    /** When the last value that counted was measured, {@link EventTime#NEVER} before the first. */
    long at = EventTime.NEVER;

    /** The last value that counted, to a hundredth. */
    double value;

    /** Since when all values are in doubt, {@link EventTime#NEVER} while none is. */
    long doubtedSince = EventTime.NEVER;

    /** Since when the values stay where they jumped to, {@link EventTime#NEVER} without a jump. */
    long jumpedAt = EventTime.NEVER;

    /** The last value since the jump, to a hundredth. */
    double jumpedTo;

    Trace(int device) {
        this.device = device;
    }

    boolean hasValue() {
        return at != EventTime.NEVER;
    }

    boolean hasValueWithin(long within, long now) {
        return hasValue() && now - at <= within;
    }

    void accept(double accepted, long now) {
        value = hundredth(accepted);
        at = Math.max(at, now);
    }

    void trust() {
        doubtedSince = EventTime.NEVER;
        jumpedAt = EventTime.NEVER;
    }

    /** Whether the values were in doubt for so long by now; begins to count with the first. */
    boolean isDoubtedFor(long longEnough, long now) {
        if (doubtedSince == EventTime.NEVER) {
            doubtedSince = now;
        }
        return now - doubtedSince >= longEnough;
    }

    /** As it is written, so that a state that was stored goes on as one that was not. */
    static double hundredth(double value) {
        return Math.round(value * 100) / 100.0;
    }

    Trace copy() {
        Trace copy = new Trace(device);
        copy.at = at;
        copy.value = value;
        copy.doubtedSince = doubtedSince;
        copy.jumpedAt = jumpedAt;
        copy.jumpedTo = jumpedTo;
        return copy;
    }

    void write(StateWriter out) {
        boolean jumped = jumpedAt != EventTime.NEVER;
        boolean doubted = doubtedSince != EventTime.NEVER;
        out.bits(device << 3 | (jumped ? 4 : 0) | (doubted ? 2 : 0) | (hasValue() ? 1 : 0));
        if (hasValue()) {
            out.time(at);
            out.value(value);
        }
        if (doubted) {
            out.time(doubtedSince);
        }
        if (jumped) {
            out.time(jumpedAt);
            out.value(jumpedTo);
        }
    }

    static Trace read(StateReader in) {
        int bits = in.bits();
        Trace trace = new Trace(bits >> 3);
        if ((bits & 1) != 0) {
            trace.at = in.time();
            trace.value = in.value();
        }
        if ((bits & 2) != 0) {
            trace.doubtedSince = in.time();
        }
        if ((bits & 4) != 0) {
            trace.jumpedAt = in.time();
            trace.jumpedTo = in.value();
        }
        return trace;
    }
}
