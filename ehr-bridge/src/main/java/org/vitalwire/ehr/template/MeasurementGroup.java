package org.vitalwire.ehr.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a device measured of one type.
 *
 * @param typeName which template is used, whatever the case of its letters
 * @param correlation what it is grouped by where a template wants that
 * @param values by the value's name
 */
public record MeasurementGroup(
        String typeName, Optional<String> correlation, Map<String, List<TimedValue>> values) {

    public MeasurementGroup {
        values = Map.copyOf(values);
    }

    SortedSet<Instant> times() {
        SortedSet<Instant> times = new TreeSet<>();
        values.values().forEach(list -> list.forEach(value -> times.add(value.time())));
        return times;
    }
}
