package org.vitalwire.analytics.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.analytics.policy.Policy;

/** Counts what was played, stay by stay. */
final class Counts {

    private final Tally raw = new Tally(RawLimits.NAME);
    private final List<PolicyCounts> policies;
    private final Map<String, ScoreSweep> references = new LinkedHashMap<>();
    private long stays;
    private long septic;
    private long hours;
    private long positiveHours;

    Counts(List<Policy> policies) {
        this.policies = policies.stream().map(PolicyCounts::new).toList();
        for (ReferenceScore reference : ReferenceScore.ALL) {
            references.put(
                    reference.name(),
                    new ScoreSweep(reference.name(), 1, reference.highest(), reference.shown()));
        }
    }

    long stays() {
        return stays;
    }

    void add(Evaluation.Played played) {
        Stay stay = played.stay();
        stays++;
        hours += stay.hours();
        stay.course()
                .filter(Course::isSeptic)
                .ifPresent(course -> {
                    septic++;
                    positiveHours += stay.hours() - course.firstPositive().orElseThrow();
                });
        raw.add(stay, played.raw());
        references.forEach((name, sweep) -> {
            int[] scores = played.references().get(name);
            if (scores != null) {
                sweep.add(stay, scores);
            }
        });
        for (int i = 0; i < policies.size(); i++) {
            policies.get(i).add(stay, played.outcomes().get(i));
        }
    }

    DataReport report(String name) {
        return new DataReport(
                name,
                stays,
                septic,
                hours,
                positiveHours,
                raw.figures(),
                references.values().stream().map(ScoreSweep::figures).toList(),
                policies.stream().map(PolicyCounts::report).toList());
    }
}
