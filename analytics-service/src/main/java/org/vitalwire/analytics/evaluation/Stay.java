package org.vitalwire.analytics.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.reading.Reading;

/**
 * One patient's recorded stay.
 *
 * @param id tells stays apart; never printed
 * @param start of the first hour
 * @param hours how many hours are judged; for an hourly chart one for each of its rows
 * @param readings in the order in which they came, none after the last hour
 * @param whiteCells white cell count of each hour in 10^9/l, NaN where none was charted; empty
 *     where the recording has none. Only SIRS asks for it: it is not a vital sign
 * @param course what became of the patient, where it is known
 */
public record Stay(
        String id,
        Instant start,
        int hours,
        List<Reading> readings,
        List<Double> whiteCells,
        Optional<Course> course) {

    public Stay {
        readings = List.copyOf(readings);
        whiteCells = List.copyOf(whiteCells);
        if (hours < 1) {
            throw new IllegalArgumentException("a stay lasts at least an hour");
        }
    }
}
