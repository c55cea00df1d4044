package org.vitalwire.analytics.condition;

import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.Finding;

/**
 * The last thing that was said of a condition. Kept, so that a reading that is processed again
 * after a crash says it again and word for word.
 *
 * @param depth steps that are on, from 1; of an ended one, those that were, and 0 when it was
 *     withdrawn
 * @param startedAt of the occurrence, event time in microseconds
 * @param at of this phase
 * @param since when the delay or the hysteresis that led here began
 * @param value what was measured then
 * @param cause hash of the message that caused it
 */
public record Announcement(
        Finding.Phase phase,
        int depth,
        long startedAt,
        long at,
        long since,
        double value,
        long cause) {

    /** Whether both tell the same of the same moment, whatever caused them. */
    public boolean isSamePhase(@Nullable Announcement other) {
        return other != null
                && phase == other.phase
                && depth == other.depth
                && startedAt == other.startedAt
                && at == other.at;
    }

    /** The same occurrence, in another phase or at another time. */
    public Announcement toldAs(Finding.Phase newPhase, long newAt) {
        return newPhase == phase && newAt == at
                ? this
                : new Announcement(newPhase, depth, startedAt, newAt, since, value, cause);
    }

    public Announcement causedBy(long newCause) {
        return new Announcement(phase, depth, startedAt, at, since, value, newCause);
    }

    /** As it is remembered once it was told that it never was. */
    public Announcement withdrawn() {
        return new Announcement(Finding.Phase.ENDED, 0, startedAt, at, since, value, cause);
    }

    public boolean isWithdrawn() {
        return depth == 0;
    }
}
