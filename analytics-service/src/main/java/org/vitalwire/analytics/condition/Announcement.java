package org.vitalwire.analytics.condition;

import org.vitalwire.contracts.event.Finding;

/**
 * The last thing that was said of a condition. Kept, so that a reading that is processed again
 * after a crash says it again and word for word.
 *
 * @param depth steps that are on, from 1; of an ended one, those that were
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
        long cause) {}
