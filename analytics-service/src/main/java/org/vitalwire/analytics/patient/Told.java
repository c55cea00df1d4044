package org.vitalwire.analytics.patient;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.event.Finding.Phase;

/** What was last told of a patient, so that only what differs is told. Mutable. */
final class Told {

    /** How long the end of a finding is remembered, to be said again after a crash. */
    private static final long KEEP_ENDED = 600_000_000L;

    /**
     * A score that was told.
     *
     * @param signature what it was worth
     * @param at event time, microseconds
     */
    record OfScore(long signature, long at) {}

    /** What the last NEWS2 that was told was worth. */
    int scoreSignature;

    /** Event time of the last score that was told, {@link EventTime#NEVER} before the first. */
    long scoreAt = EventTime.NEVER;

    /** Inputs were told to have aged by here, which a later reading does not take back. */
    long agedTo = EventTime.NEVER;

    private final TreeMap<String, Announcement> findings = new TreeMap<>();

    private final TreeMap<String, OfScore> scores = new TreeMap<>();

    boolean anyScore() {
        return scoreAt != EventTime.NEVER || !scores.isEmpty();
    }

    @Nullable OfScore score(String name) {
        return scores.isEmpty() ? null : scores.get(name);
    }

    void tellScore(String name, OfScore score) {
        scores.put(name, score);
    }

    /** Other than NEWS2, by name. */
    Map<String, OfScore> scores() {
        return scores;
    }

    @Nullable Announcement of(String condition) {
        return findings.isEmpty() ? null : findings.get(condition);
    }

    void tell(String condition, Announcement said) {
        findings.put(condition, said);
    }

    /** By condition. */
    Map<String, Announcement> findings() {
        return findings;
    }

    void forgetOld(long clock) {
        if (!findings.isEmpty()) {
            findings.values()
                    .removeIf(
                            said -> said.phase() == Phase.ENDED && clock - said.at() >= KEEP_ENDED);
        }
    }
}
