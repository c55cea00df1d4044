package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.score.ScoreDefinition;
import org.vitalwire.contracts.event.Priority;

/**
 * When a score other than NEWS2 becomes a finding. The condition is called like the score; its
 * steps are the bands.
 *
 * @param definition what is scored
 * @param freshness how long a value of an input may be used, by the name of the input; for others
 *     the score's table says
 * @param median the window of whose median a sign is scored; zero scores the newest value
 * @param bands the lowest first
 * @param rule its steps are the bands
 * @param rescoreEvery a score is told again after so much event time, even unchanged
 * @param abandonAfter when no input came for so long, the finding ends
 */
public record ScorePolicy(
        ScoreDefinition definition,
        Map<String, Duration> freshness,
        Duration median,
        List<Band> bands,
        ConditionRule rule,
        Duration rescoreEvery,
        Duration abandonAfter) {

    /**
     * @param atLeast the total, or its lower bound while it is incomplete
     * @param delay how long it must last, event time
     */
    public record Band(int atLeast, Duration delay, Priority priority) {}

    public ScorePolicy {
        freshness = Map.copyOf(freshness);
        bands = List.copyOf(bands);
    }

    /** For example {@code mews}. */
    public String score() {
        return definition.score();
    }
}
