package org.vitalwire.analytics.patient;

import java.util.Map;
import java.util.TreeMap;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.news2.Inputs;

/**
 * What is remembered of one lane, live or retrospective. Mutable, and owned by the one evaluation
 * that decoded it. Times are microseconds.
 */
final class Lane {

    /** Newest event time seen. */
    long clock = EventTime.NEVER;

    /** Our time when the newest reading was processed. */
    long heardAt = EventTime.NEVER;

    /** Receipt minus measurement of the newest reading: how far its event time lags behind ours. */
    long lag;

    /** Whether the newest reading came from a simulator or a recording. */
    boolean synthetic;

    /** What the last score that was told was worth. */
    int scoreSignature;

    /** Event time of the last score that was told, {@link EventTime#NEVER} before the first. */
    long scoreAt = EventTime.NEVER;

    ConditionState news2 = ConditionState.NEW;

    final Inputs inputs = new Inputs();

    /** Sorted, so that equal states have equal bytes. */
    private final Map<String, ConditionState> limits = new TreeMap<>();

    ConditionState limit(String condition) {
        return limits.getOrDefault(condition, ConditionState.NEW);
    }

    void setLimit(String condition, ConditionState state) {
        limits.put(condition, state);
    }

    Map<String, ConditionState> limits() {
        return limits;
    }
}
