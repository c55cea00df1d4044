package org.vitalwire.analytics.patient;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.reading.VitalValue;

/**
 * One lane of a patient and the messages that wait to move it, live or retrospective.
 *
 * <pre>
 *   messages, in any order          in order
 *   ----------------------> pending --------> settled
 *                              |  once nothing earlier can come
 *                              '------------> current = settled and all that is pending
 * </pre>
 *
 * <p>Nothing earlier is waited for when something was measured later by more than the lateness.
 * That is a matter of the messages' own times and never of our clock, so that the same messages
 * give the same lane whenever and in whatever order they are processed. Mutable; times are
 * microseconds.
 */
final class Track {

    /** More than so many do not wait: the lateness is then shorter than the policy says. */
    static final int MOST_PENDING = 24;

    Lane settled = new Lane();

    /** In order. */
    final List<Measurement> pending = new ArrayList<>();

    final Told told;

    final RecentMessages recent;

    /** What was measured up to here is settled. */
    long settledTo = EventTime.NEVER;

    /** Event time of the newest message. */
    long newestAt = EventTime.NEVER;

    /** Our time when the newest message was processed. */
    long heardAt = EventTime.NEVER;

    /** Settled and pending together, by these rules. Not stored: derived again where it is null. */
    private @Nullable Lane current;

    private @Nullable Rules currentBy;

    Track() {
        this(new Told(), new RecentMessages());
    }

    Track(Told told, RecentMessages recent) {
        this.told = told;
        this.recent = recent;
    }

    boolean isNew() {
        return newestAt == EventTime.NEVER;
    }

    void know(Optional<LocalDate> bornOn) {
        settled.bornOn = bornOn;
        if (current != null) {
            current.bornOn = bornOn;
        }
    }

    /** Whether the message came before. */
    boolean contains(Measurement message) {
        for (Measurement waiting : pending) {
            if (waiting.messageId().equals(message.messageId())) {
                return true;
            }
        }
        return isBeforeSettled(message) && recent.contains(message.fingerprint());
    }

    boolean isBeforeSettled(Measurement message) {
        return message.at() <= settledTo;
    }

    /**
     * Whether nothing newer of one of its signs is settled. Of two devices the one whose clock or
     * network is slow is always behind; what it alone measures must not be deaf for that.
     */
    boolean isNewestOfASign(Measurement message) {
        for (VitalValue value : message.values()) {
            if (message.at() > settled.rhythms.lastAt(value.sign().number())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it comes after all others. */
    boolean isInOrder(Measurement message) {
        return pending.isEmpty()
                ? message.at() > settledTo
                : Measurement.IN_ORDER.compare(message, pending.getLast()) > 0;
    }

    void insert(Measurement message) {
        int index = Collections.binarySearch(pending, message, Measurement.IN_ORDER);
        pending.add(index < 0 ? -index - 1 : index, message);
        newestAt = Math.max(newestAt, message.at());
    }

    /** The next message that nothing earlier can precede any more, taken out; null without one. */
    @Nullable Measurement nextDue(long lateness) {
        long watermark = newestAt - lateness;
        if (pending.isEmpty()) {
            settledTo = Math.max(settledTo, watermark);
            return null;
        }
        Measurement first = pending.getFirst();
        if (first.at() > watermark && pending.size() <= MOST_PENDING) {
            settledTo = Math.max(settledTo, watermark);
            return null;
        }
        pending.removeFirst();
        recent.add(first.fingerprint());
        settledTo = Math.max(settledTo, first.at());
        return first;
    }

    /** Settled and pending together, anew. */
    Lane ahead(Rules rules, LongToIntFunction scaleAt, Announcements out) {
        Lane ahead = settled.copy();
        for (Measurement message : pending) {
            rules.take(ahead, message, scaleAt.applyAsInt(message.at()), out);
        }
        return ahead;
    }

    /** Null when it must be derived anew: nothing was derived yet, or by other rules. */
    @Nullable Lane current(Rules rules) {
        return rules.equals(currentBy) ? current : null;
    }

    void setCurrent(Lane lane, Rules rules) {
        current = lane;
        currentBy = rules;
    }

    void forgetCurrent() {
        current = null;
        currentBy = null;
    }

    /** Whatever is pending counts as settled, as nothing more is to come for long. */
    void settleAs(Lane lane) {
        for (Measurement message : pending) {
            recent.add(message.fingerprint());
        }
        pending.clear();
        settledTo = Math.max(settledTo, newestAt);
        settled = lane;
        forgetCurrent();
    }
}
