package org.vitalwire.alert.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert as clients see it.
 *
 * @param priority high, medium or low
 * @param state open or resolved
 * @param startedAt event time at which the condition started
 * @param raisedAt processed time
 * @param conditionEndedAt event time
 * @param retrospective from data that came too late to act on
 * @param bed from the census, as is the name
 */
public record Alert(
        String id,
        String patientId,
        String condition,
        String title,
        String detail,
        String priority,
        String state,
        boolean conditionActive,
        Instant startedAt,
        Instant raisedAt,
        Instant updatedAt,
        @Nullable Instant conditionEndedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        @Nullable Acknowledgement acknowledgement,
        boolean retrospective,
        boolean synthetic,
        @Nullable String bed,
        @Nullable String displayName,
        @Nullable String traceId,
        List<EvidenceItem> evidence) {

    /** Who took it on. */
    public record Acknowledgement(String by, Instant at) {}

    /**
     * A value that the alert rests on.
     *
     * @param value a number in the unit, or the letter of a coded sign
     * @param time measured time
     */
    public record EvidenceItem(String sign, Object value, String unit, Instant time) {}
}
