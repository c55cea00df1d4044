package org.vitalwire.gateway.codec.hl7;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.DecodedReading;

/** The values of one message, gathered into one reading for each time at which any was measured. */
final class MeasuredValues {

    private final Map<Long, Map<VitalSign, Taken>> byTime = new TreeMap<>();

    private record Taken(VitalValue value, ObservedSigns.Named by) {}

    /** What became of a value. */
    enum Outcome {
        TAKEN,
        /** The same sign by another code, or from a second source: one of the two is left out. */
        SECOND_SOURCE,
        /** The same code twice at the same time. */
        TWICE
    }

    /**
     * Of two values of one sign at one time a trustworthy one is taken before a flagged one, one by
     * the catalogue's own code before one by another, and else the first.
     */
    Outcome add(long measuredMicros, VitalValue value, ObservedSigns.Named by) {
        Map<VitalSign, Taken> values =
                byTime.computeIfAbsent(measuredMicros, time -> new EnumMap<>(VitalSign.class));
        Taken before = values.get(value.sign());
        Taken now = new Taken(value, by);
        if (before == null) {
            values.put(value.sign(), now);
            return Outcome.TAKEN;
        }
        if (isBetter(now, before)) {
            values.put(value.sign(), now);
        }
        return before.by().code().equals(by.code()) ? Outcome.TWICE : Outcome.SECOND_SOURCE;
    }

    private static boolean isBetter(Taken now, Taken before) {
        if (now.value().isScorable() != before.value().isScorable()) {
            return now.value().isScorable();
        }
        return now.by().own() && !before.by().own();
    }

    /**
     * Whether any was measured at another time than it was sent, so that it waited.
     *
     * @param toleranceMicros how far apart the two may be
     */
    boolean waited(long sentMicros, long toleranceMicros) {
        return byTime.size() > 1
                || byTime.keySet().stream()
                        .anyMatch(measured -> Math.abs(measured - sentMicros) > toleranceMicros);
    }

    /** Oldest first. */
    List<DecodedReading> readings(int offset, int length) {
        return byTime.entrySet().stream()
                .map(entry ->
                        new DecodedReading(
                                entry.getKey(),
                                entry.getValue().values().stream().map(Taken::value).toList(),
                                DecodedReading.NO_SEQUENCE,
                                "",
                                offset,
                                length))
                .toList();
    }
}
