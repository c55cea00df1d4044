package org.vitalwire.ehr.measured;

import java.time.Instant;
import java.util.Comparator;
import org.vitalwire.ehr.chart.ChartEntry;

/**
 * A line of the chart as it follows from what is stored now.
 *
 * @param id that of the Observation, whoever shows or delivers it
 * @param time what it says when it was measured: the order of search results
 * @param receivedAt when the last value that it rests on came
 */
public record MeasuredLine(String id, ChartEntry chart, Instant time, Instant receivedAt) {

    public static final Comparator<MeasuredLine> OLDEST_FIRST =
            Comparator.comparing(MeasuredLine::time).thenComparing(MeasuredLine::id);

    static MeasuredLine of(ChartEntry chart, Instant receivedAt) {
        return new MeasuredLine(
                chart.key().observationId(), chart, chart.facts().time(), receivedAt);
    }
}
