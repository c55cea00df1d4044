package org.vitalwire.gateway.codec.senml;

import java.util.Optional;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.senml.SenMlValue.Numeric;

/**
 * Adds the base fields to each record, in the order of the pack. Used for one pack.
 *
 * <p>RFC 8428: a base field is valid from its record on, until another one replaces it (4.1). A
 * time below 2^28 s is relative to now (4.5.3), which is the moment we received it.
 */
final class SenMlResolver {

    /** Of RFC 8428; 26 is the same with the secondary units of RFC 9100. */
    private static final int VERSION = 10;

    private static final int VERSION_WITH_SECONDARY_UNITS = 26;
    private static final double RELATIVE_BELOW = 1 << 28;
    private static final double MICROS = 1e6;

    private final long receivedMicros;
    private String baseName = "";
    private String baseUnit = "";
    private double baseTime;
    private double baseValue;
    private int number;

    SenMlResolver(long receivedMicros) {
        this.receivedMicros = receivedMicros;
    }

    /** The resolved record, or nothing for one that has only base fields. */
    Optional<ResolvedRecord> resolve(RawRecord raw) throws MalformedPackException {
        number++;
        takeBase(raw);
        if (!raw.regular) {
            return Optional.empty();
        }
        double time = baseTime + (Double.isNaN(raw.time) ? 0 : raw.time);
        boolean relative = time < RELATIVE_BELOW;
        // The sum is rounded once: a double holds seconds of this century to a quarter of a us.
        long micros = Math.round(time * MICROS) + (relative ? receivedMicros : 0);
        return Optional.of(
                new ResolvedRecord(
                        number,
                        baseName + (raw.name == null ? "" : raw.name),
                        raw.unit == null ? baseUnit : raw.unit,
                        micros,
                        relative,
                        raw.value instanceof Numeric(double value)
                                ? new Numeric(baseValue + value)
                                : raw.value,
                        raw.offset,
                        raw.length));
    }

    private void takeBase(RawRecord raw) throws MalformedPackException {
        if (raw.baseName != null) {
            baseName = raw.baseName;
        }
        if (raw.baseUnit != null) {
            baseUnit = raw.baseUnit;
        }
        if (!Double.isNaN(raw.baseTime)) {
            baseTime = raw.baseTime;
        }
        if (!Double.isNaN(raw.baseValue)) {
            baseValue = raw.baseValue;
        }
        if (raw.baseVersion > VERSION && raw.baseVersion != VERSION_WITH_SECONDARY_UNITS) {
            throw new MalformedPackException(
                    FailureCode.SCHEMA_VIOLATION,
                    "record %d: bver is above %d, so the pack must not be used"
                            .formatted(number, VERSION));
        }
    }
}
