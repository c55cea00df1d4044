package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.news2.Freshness;
import org.vitalwire.analytics.quality.QualityRules;
import org.vitalwire.contracts.event.NewsRisk;
import org.vitalwire.contracts.event.Priority;

/**
 * What is watched, and how. Made by {@link PolicyReader} only, which refuses what is not sound.
 *
 * @param id names the policy through all its versions, for example {@code ward-adult}
 * @param version changes with every edit; 0 for one that has not been put in force
 * @param lateness how far a live reading may lag behind the newest one and still count in its
 *     place; event time
 * @param abandonAfter when nothing was measured for so long, a limit's finding ends
 * @param news2 empty where it does not apply: under 16 years, in pregnancy
 * @param combinations in the order in which they must be evaluated: whoever needs another comes
 *     after it
 * @param quality which values are believed
 */
public record Policy(
        String id,
        int version,
        String description,
        Duration lateness,
        Duration abandonAfter,
        List<Limit> limits,
        Optional<News2Policy> news2,
        List<ScorePolicy> scores,
        List<TrendPolicy> trends,
        List<BaselinePolicy> baselines,
        List<CombinationPolicy> combinations,
        TechnicalPolicy technical,
        QualityRules quality) {

    /**
     * When NEWS2 becomes a finding.
     *
     * @param median the window of whose median a sign that a monitor measures continuously is
     *     scored; zero scores the newest value
     * @param priorities of the risks low-medium, medium and high
     * @param rule its steps are those three risks
     * @param rescoreEvery a score is told again after so much event time, even unchanged
     * @param abandonAfter when no input came for so long, the finding ends
     */
    @SuppressWarnings("EnumOrdinal") // the risks are the steps of the condition
    public record News2Policy(
            Freshness freshness,
            Duration median,
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
        scores = List.copyOf(scores);
        trends = List.copyOf(trends);
        baselines = List.copyOf(baselines);
        combinations = List.copyOf(combinations);
    }

    /** What a finding says it was judged by: {@code ward-adult 7}. */
    public String label() {
        return version == 0 ? id : id + ' ' + version;
    }

    /** The same rules under the number that they were put in force with. */
    public Policy withVersion(int number) {
        return new Policy(
                id,
                number,
                description,
                lateness,
                abandonAfter,
                limits,
                news2,
                scores,
                trends,
                baselines,
                combinations,
                technical,
                quality);
    }
}
