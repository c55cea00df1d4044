package org.vitalwire.analytics.score;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vitalwire.contracts.event.Score;

/**
 * A published table.
 *
 * @param edition which of its editions
 * @param source where it was published
 * @param notes what was decided where the source leaves something open
 * @param ages the ranges that have bands of their own; one, which may be for any age, where age
 *     does not change the bands. They adjoin, from the youngest to the oldest
 * @param ageNeeded whether nothing can be scored without knowing the age
 * @param validFor how long an input counts where this table differs from the rule; microseconds
 * @param risks from the lowest to the highest
 */
public record ScoreTable(
        String score,
        String title,
        String edition,
        String source,
        List<String> notes,
        List<AgeRange> ages,
        boolean ageNeeded,
        Map<String, Long> validFor,
        List<ScoreParameter> parameters,
        List<Score.Risk> risks)
        implements ScoreDefinition {

    public ScoreTable {
        notes = List.copyOf(notes);
        ages = List.copyOf(ages);
        validFor = Map.copyOf(validFor);
        parameters = List.copyOf(parameters);
        risks = List.copyOf(risks);
    }

    /** The most that it can give, whatever the age. */
    public int maxTotal() {
        int most = 0;
        for (int age = 0; age < ages.size(); age++) {
            int sum = 0;
            for (ScoreParameter parameter : parameters) {
                sum += parameter.maxPoints(age);
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    @Override
    public Set<String> inputs() {
        Set<String> names = new TreeSet<>();
        for (ScoreParameter parameter : parameters) {
            for (Source source : parameter.sources()) {
                switch (source.feature()) {
                    case Feature.Ratio _, Feature.MeanOf _ ->
                            source.feature().signs().forEach(sign -> names.add(sign.code()));
                    case Feature.Level _,
                            Feature.Slope _,
                            Feature.Deviation _,
                            Feature.Declared _ ->
                            names.add(source.feature().name());
                }
            }
        }
        return names;
    }
}
