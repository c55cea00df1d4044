package org.vitalwire.analytics.evaluation;

import java.util.List;
import java.util.Map;

/**
 * What a policy made of a stay.
 *
 * @param alerts in the order of their start
 * @param scores of each score that it told, what it was worth in each hour (its lower bound when it
 *     was incomplete); -1 in hours before the first
 */
record StayOutcome(List<Alert> alerts, Map<String, int[]> scores) {

    /** The value of a score in an hour in which nothing is known of it. */
    static final int UNKNOWN = -1;

    StayOutcome {
        alerts = List.copyOf(alerts);
        scores = Map.copyOf(scores);
    }
}
