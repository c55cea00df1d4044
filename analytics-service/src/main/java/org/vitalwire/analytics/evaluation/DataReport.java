package org.vitalwire.analytics.evaluation;

import java.util.List;

/**
 * What policies and references made of some recordings, side by side.
 *
 * @param name of the recordings
 * @param events stays with an onset
 * @param positiveHours hours that are labelled positive
 * @param raw the bare limits of the first policy
 */
public record DataReport(
        String name,
        long stays,
        long events,
        long hours,
        long positiveHours,
        AlertFigures raw,
        List<ScoreFigures> references,
        List<PolicyReport> policies) {

    public DataReport {
        references = List.copyOf(references);
        policies = List.copyOf(policies);
    }

    boolean hasEvents() {
        return events > 0;
    }
}
