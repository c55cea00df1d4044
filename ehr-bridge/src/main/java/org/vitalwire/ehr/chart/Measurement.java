package org.vitalwire.ehr.chart;

import java.time.Instant;
import java.util.List;

/**
 * What one minute of a chart item comes down to.
 *
 * @param time when it was measured, or the start of the minute that it stands for
 * @param isAggregate whether it stands for a whole minute
 */
public record Measurement(Instant time, boolean isAggregate, List<MeasuredValue> values) {

    public Measurement {
        values = List.copyOf(values);
    }

    static Measurement at(Instant time, List<MeasuredValue> values) {
        return new Measurement(time, false, values);
    }

    static Measurement ofMinute(Instant minute, List<MeasuredValue> values) {
        return new Measurement(minute, true, values);
    }
}
