package org.vitalwire.analytics.evaluation;

import java.util.List;
import java.util.Map;
import org.vitalwire.contracts.event.Priority;

/**
 * What a policy made of a stay.
 *
 * @param alerts in the order of their start, by the least priority that counts: a finding that
 *     starts low and becomes high is an alert of {@code HIGH} from then on
 * @param scores of each score that it told, what it was worth in each hour (its lower bound when it
 *     was incomplete); {@link #UNKNOWN} in hours before the first
 * @param heldBack how many values were not believed, by sign and reason
 */
record StayOutcome(
        Map<Priority, List<Alert>> alerts, Map<String, int[]> scores, Map<String, Long> heldBack) {

    /** The value of a score in an hour in which nothing is known of it. */
    static final int UNKNOWN = -1;

    StayOutcome {
        alerts = Map.copyOf(alerts);
        scores = Map.copyOf(scores);
        heldBack = Map.copyOf(heldBack);
    }

    List<Alert> alerts(Priority least) {
        return alerts.getOrDefault(least, List.of());
    }
}
