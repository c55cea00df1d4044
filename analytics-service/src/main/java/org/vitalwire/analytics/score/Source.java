package org.vitalwire.analytics.score;

import java.util.List;

/**
 * One way to come by the points of a parameter.
 *
 * @param byAge the bands of each age range of the table
 */
record Source(Feature feature, List<Bands> byAge) {

    Source {
        byAge = List.copyOf(byAge);
    }

    int maxPoints(int ageRange) {
        return byAge.get(ageRange).maxPoints();
    }
}
