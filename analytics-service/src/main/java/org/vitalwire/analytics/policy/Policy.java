package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.List;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.news2.Freshness;
import org.vitalwire.contracts.event.NewsRisk;
import org.vitalwire.contracts.event.Priority;

/**
 * What is watched, and how.
 *
 * @param version changes with every edit; tells what a finding was judged by
 * @param abandonAfter when nothing was measured for so long, a limit's finding ends
 */
public record Policy(
        String version,
        String description,
        List<Limit> limits,
        News2Policy news2,
        Duration abandonAfter) {

    /**
     * When NEWS2 becomes a finding.
     *
     * @param priorities of the risks low-medium, medium and high
     * @param rule its steps are those three risks
     * @param rescoreEvery a score is told again after so much event time, even unchanged
     * @param abandonAfter when no input came for so long, the finding ends
     */
    @SuppressWarnings("EnumOrdinal") // the risks are the steps of the condition
    public record News2Policy(
            Freshness freshness,
            List<Priority> priorities,
            ConditionRule rule,
            Duration rescoreEvery,
            Duration abandonAfter) {

        public News2Policy {
            priorities = List.copyOf(priorities);
        }

        public Priority priority(NewsRisk risk) {
            return priorities.get(Math.max(risk.ordinal() - 1, 0));
        }
    }

    public Policy {
        limits = List.copyOf(limits);
    }
}
