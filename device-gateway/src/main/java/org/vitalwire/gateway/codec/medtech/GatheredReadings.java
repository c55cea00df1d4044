package org.vitalwire.gateway.codec.medtech;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;

/**
 * The values of one payload by measured time: what several templates find for one time is one
 * reading.
 */
final class GatheredReadings {

    private final Map<MeasuredAt, List<VitalValue>> byTime = new LinkedHashMap<>();

    /**
     * @param micros since 1970
     * @param base whose clock that is of
     */
    record MeasuredAt(long micros, TimeBase base) {}

    /** What became of a value. */
    enum Added {
        ADDED,
        /** There is one of that sign, with the same value. */
        SAME,
        /** There is one of that sign, with another value. */
        OTHER
    }

    Added add(MeasuredAt time, VitalValue value) {
        List<VitalValue> values = byTime.computeIfAbsent(time, any -> new ArrayList<>());
        for (VitalValue known : values) {
            if (known.sign() == value.sign()) {
                return known.equals(value) ? Added.SAME : Added.OTHER;
            }
        }
        values.add(value);
        return Added.ADDED;
    }

    boolean isEmpty() {
        return byTime.isEmpty();
    }

    int size() {
        return byTime.size();
    }

    /**
     * @param length of the payload, bytes: each reading stands for all of it
     */
    List<DecodedReading> all(int length) {
        List<DecodedReading> readings = new ArrayList<>(byTime.size());
        byTime.forEach((time, values) ->
                readings.add(
                        new DecodedReading(
                                time.micros(),
                                values,
                                DecodedReading.NO_SEQUENCE,
                                "",
                                0,
                                length,
                                time.base())));
        return readings;
    }
}
