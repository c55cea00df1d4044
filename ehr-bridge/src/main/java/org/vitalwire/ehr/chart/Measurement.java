package org.vitalwire.ehr.chart;

import java.time.Instant;
import java.util.List;

/**
 * What one minute of a chart item comes down to, or several minutes.
 *
 * @param time when it was measured, or the start of the minutes that it stands for
 * @param minutes that it stands for; 0 for what was measured at one moment
 */
public record Measurement(Instant time, int minutes, List<MeasuredValue> values) {

    public Measurement {
        values = List.copyOf(values);
    }

    /** Whether it stands for more than a moment. */
    public boolean isAggregate() {
        return minutes > 0;
    }

    static Measurement at(Instant time, List<MeasuredValue> values) {
        return new Measurement(time, 0, values);
    }

    static Measurement of(Instant start, int minutes, List<MeasuredValue> values) {
        return new Measurement(start, minutes, values);
    }
}
