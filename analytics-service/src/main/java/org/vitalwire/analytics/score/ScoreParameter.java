package org.vitalwire.analytics.score;

import java.util.List;

/**
 * One row of a table.
 *
 * @param name of the component in a score, for example {@code respiratory-rate}
 * @param display for people, within a sentence
 */
record ScoreParameter(String name, String display, Take take, List<Source> sources) {

    ScoreParameter {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException(name + " has no source");
        }
    }

    /** The most that it can give: what its absence may hide. */
    int maxPoints(int ageRange) {
        int max = 0;
        for (int i = 0; i < sources.size(); i++) {
            max = Math.max(max, sources.get(i).maxPoints(ageRange));
        }
        return max;
    }
}
