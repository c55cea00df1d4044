package org.vitalwire.analytics.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vitalwire.analytics.news2.News2;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.ScorePolicy;
import org.vitalwire.contracts.event.Priority;

/** Counts what one policy made of the stays. */
final class PolicyCounts {

    private static final int HIGHEST_THRESHOLD = 15;

    private final Policy policy;
    private final Map<Priority, Tally> tallies = new EnumMap<>(Priority.class);
    private final Map<String, ScoreSweep> scores = new TreeMap<>();
    private final Map<String, Long> heldBack = new TreeMap<>();

    PolicyCounts(Policy policy) {
        this.policy = policy;
        for (Priority least : Priority.values()) {
            tallies.put(least, new Tally(name(policy, least)));
        }
        sweep(News2.SCORE);
        policy.scores().stream().map(ScorePolicy::score).forEach(this::sweep);
    }

    private static String name(Policy policy, Priority least) {
        return switch (least) {
            case LOW -> policy.label();
            case MEDIUM -> policy.label() + ", medium and high only";
            case HIGH -> policy.label() + ", high only";
        };
    }

    private void sweep(String score) {
        scores.put(score, new ScoreSweep(score, 1, HIGHEST_THRESHOLD, List.of()));
    }

    void add(Stay stay, StayOutcome outcome) {
        tallies.forEach((least, tally) -> tally.add(stay, outcome.alerts(least)));
        outcome.heldBack().forEach((what, count) -> heldBack.merge(what, count, Long::sum));
        int[] unknown = new int[stay.hours()];
        Arrays.fill(unknown, StayOutcome.UNKNOWN);
        scores.forEach(
                (score, sweep) -> sweep.add(stay, outcome.scores().getOrDefault(score, unknown)));
    }

    PolicyReport report() {
        return new PolicyReport(
                policy.label(),
                policy.description(),
                tallies.values().stream().map(Tally::figures).toList(),
                scores.values().stream().map(ScoreSweep::figures).toList(),
                heldBack);
    }
}
