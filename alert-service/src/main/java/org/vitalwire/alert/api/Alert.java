package org.vitalwire.alert.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.alert.page.AlertPage;

/**
 * An alert as clients see it.
 *
 * @param priority high, medium or low
 * @param state open or resolved
 * @param startedAt event time at which the condition started
 * @param raisedAt processed time
 * @param conditionEndedAt event time
 * @param retrospective from data that came too late to act on
 * @param version the ETag without its quotes
 * @param call whom it calls next; absent while nobody is looked for
 * @param remindAt when who accepted is called again if the condition is still active
 * @param disposition what it was good for, as a person judged it
 * @param bed from the census, as are care unit and name
 * @param pages who was called, the newest first; as of the answer, as receipts change no version
 * @param bundle id of the page that lists it with other alerts, absent where none does
 */
public record Alert(
        String id,
        long version,
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
        List<Rejection> rejections,
        SignalView signal,
        @Nullable CallView call,
        @Nullable Instant remindAt,
        @Nullable DispositionView disposition,
        boolean retrospective,
        boolean synthetic,
        @Nullable String careUnit,
        @Nullable String bed,
        @Nullable String displayName,
        @Nullable String traceId,
        List<AlertPage> pages,
        @Nullable String bundle,
        List<EvidenceItem> evidence) {

    /** Who took it on. */
    public record Acknowledgement(String by, Instant at) {}

    /** Who does not take it on. */
    public record Rejection(String by, Instant at, String reason) {}

    /**
     * Whether it may call people.
     *
     * @param state enabled, paused or off; the rest is absent while it is enabled
     */
    public record SignalView(
            String state, @Nullable Instant until, @Nullable String by, @Nullable String reason) {}

    /**
     * The search for somebody who accepts.
     *
     * @param round counted within the alert
     * @param step steps of the round that have been taken
     * @param steps of the plan
     * @param since beginning of the round
     * @param nextAt when the next call is due, absent when none follows
     * @param nextTo primary, buddy, charge-nurse, everyone; absent when none follows, or when a
     *     person is named
     * @param nextPerson who is called by name
     */
    public record CallView(
            int round,
            int step,
            int steps,
            Instant since,
            @Nullable Instant nextAt,
            @Nullable String nextTo,
            @Nullable String nextPerson) {}

    /** A person's judgement. */
    public record DispositionView(String code, String by, Instant at) {}

    /**
     * A value that the alert rests on.
     *
     * @param value a number in the unit, or the letter of a coded sign
     * @param time measured time
     */
    public record EvidenceItem(String sign, Object value, String unit, Instant time) {}
}
