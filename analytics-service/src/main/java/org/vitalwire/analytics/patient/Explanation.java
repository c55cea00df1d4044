package org.vitalwire.analytics.patient;

import java.util.List;
import org.vitalwire.contracts.event.Finding.Evidence;

/**
 * Why something was found.
 *
 * @param detail the arithmetic, in a clinician's words
 * @param evidence the values that it rests on
 */
record Explanation(String detail, List<Evidence> evidence) {

    static final Explanation WITHDRAWN =
            new Explanation("withdrawn: a late reading shows otherwise", List.of());

    static final Explanation NOT_WATCHED =
            new Explanation("ended: the policy in force does not watch this any more", List.of());

    Explanation {
        evidence = List.copyOf(evidence);
    }

    /** With the policy that it was judged by. */
    Explanation by(String policy) {
        return new Explanation(detail + ", policy " + policy, evidence);
    }
}
