package org.vitalwire.simulator.physiology;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What a bedside monitor measured at one time. A sign it has no value for is absent.
 *
 * @param time event time
 * @param values in the catalogue's canonical units, rounded to its resolution
 */
public record Sample(Instant time, Map<VitalSign, Double> values) {

    public Sample {
        values =
                values.isEmpty()
                        ? Map.of()
                        : Collections.unmodifiableMap(new EnumMap<VitalSign, Double>(values));
    }
}
