package org.vitalwire.simulator.recording;

import java.time.Duration;
import java.util.List;

/**
 * What was recorded at one time.
 *
 * @param offset the recording's own time
 * @param values at least one
 */
public record RecordedRow(Duration offset, List<RecordedValue> values) {

    public RecordedRow {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a row without a value is not a reading");
        }
    }
}
