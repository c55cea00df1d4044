package org.vitalwire.contracts.event;

import java.time.Instant;
import java.util.Optional;

/**
 * One decision about a scope: from a moment on it has this policy, or none of its own any more.
 * Never changed once it is made.
 *
 * @param version counts the decisions about the scope
 * @param policyId of the document; of a withdrawal, of what was withdrawn
 * @param author subject of the person who decided
 * @param effectiveFrom event time: the first measured time that is judged by it
 * @param expiresAt from here on it does not count any more, event time
 * @param owner who answers for it; a patient's override has one
 * @param shadow a candidate that is evaluated beside what is in force and calls nobody
 * @param document the policy as JSON; without one the scope has none from here on
 */
public record PolicyDecision(
        PolicyScope scope,
        int version,
        String policyId,
        String author,
        String reason,
        Instant decidedAt,
        Instant effectiveFrom,
        Optional<Instant> expiresAt,
        Optional<String> owner,
        boolean shadow,
        Optional<String> document) {

    public PolicyDecision {
        if (version < 1) {
            throw new IllegalArgumentException("the first decision is number 1");
        }
        if (expiresAt.filter(end -> !end.isAfter(effectiveFrom)).isPresent()) {
            throw new IllegalArgumentException("a decision ends after it begins");
        }
    }

    /** The key on the topic: decisions are added to a scope and never replace each other. */
    public String key() {
        return scope.code() + '/' + version + '-' + decidedAt.toEpochMilli();
    }

    /** Names no patient, wherever it may be printed. */
    @Override
    public String toString() {
        return "PolicyDecision[" + policyId + ' ' + version + "]";
    }
}
