package org.vitalwire.ehr.chart;

import java.time.Instant;
import java.util.List;

/**
 * What one minute of a chart item comes down to.
 *
 * @param start when it was measured, or the start of the aggregated minute
 * @param end the same as {@code start} for a single measurement
 */
public record Measurement(Instant start, Instant end, List<MeasuredValue> values) {

    public Measurement {
        values = List.copyOf(values);
    }

    static Measurement at(Instant time, List<MeasuredValue> values) {
        return new Measurement(time, time, values);
    }

    static Measurement during(Instant start, Instant end, List<MeasuredValue> values) {
        return new Measurement(start, end, values);
    }

    public boolean isAggregate() {
        return !start.equals(end);
    }
}
