package org.vitalwire.analytics.evaluation;

import java.util.List;
import java.util.Map;

/**
 * What a policy made of some recordings.
 *
 * @param label for example {@code ward-adult 7}
 * @param alerts of all priorities; of medium and high only; of high only
 * @param scores that the policy tells, as it tells them
 * @param heldBack values that were not believed, by sign and reason
 */
public record PolicyReport(
        String label,
        String description,
        List<AlertFigures> alerts,
        List<ScoreFigures> scores,
        Map<String, Long> heldBack) {

    public PolicyReport {
        alerts = List.copyOf(alerts);
        scores = List.copyOf(scores);
        heldBack = Map.copyOf(heldBack);
    }
}
