package org.vitalwire.ehr.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one Observation is made of.
 *
 * @param end inclusive; the start itself for a single moment
 * @param values by the value's name
 */
record MeasuredPeriod(Instant start, Instant end, Map<String, List<TimedValue>> values) {

    MeasuredPeriod {
        values = Map.copyOf(values);
    }
}
