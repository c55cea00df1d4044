package org.vitalwire.analytics.quality;

import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.state.StateReader;
import org.vitalwire.analytics.state.StateWriter;
import org.vitalwire.contracts.event.HeldBack.Reason;

/** What is remembered of one sign from one device. Times are microseconds of event time. */
final class Trace {

    private static final long TOLD_AGAIN_AFTER = EventTime.ofMillis(60_000);
    private static final int NOTHING = -1;

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

    /** The reason that was told last of this run, by number; {@link #NOTHING} before. */
    private int told = NOTHING;

    private long toldAt;

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

    /** Whether that a value is held back for this reason is worth telling; if so it is told. */
    @SuppressWarnings("EnumOrdinal") // the format of the state guards the order
    boolean isToTell(Reason reason, long now) {
        if (told == reason.ordinal() && now - toldAt < TOLD_AGAIN_AFTER) {
            return false;
        }
        told = reason.ordinal();
        toldAt = now;
        return true;
    }

    /** A value counts: what is held back after it is another run. */
    void endRun() {
        told = NOTHING;
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
        copy.told = told;
        copy.toldAt = toldAt;
        return copy;
    }

    void write(StateWriter out) {
        boolean jumped = jumpedAt != EventTime.NEVER;
        boolean doubted = doubtedSince != EventTime.NEVER;
        boolean isRun = told != NOTHING;
        out.bits(
                device << 4
                        | (isRun ? 8 : 0)
                        | (jumped ? 4 : 0)
                        | (doubted ? 2 : 0)
                        | (hasValue() ? 1 : 0));
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
        if (isRun) {
            out.bits(told);
            out.time(toldAt);
        }
    }

    static Trace read(StateReader in) {
        int bits = in.bits();
        Trace trace = new Trace(bits >> 4);
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
        if ((bits & 8) != 0) {
            trace.told = in.bits();
            trace.toldAt = in.time();
        }
        return trace;
    }
}
