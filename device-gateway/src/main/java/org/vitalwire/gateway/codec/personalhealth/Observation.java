package org.vitalwire.gateway.codec.personalhealth;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.gateway.codec.MedicalNumber;
import org.vitalwire.gateway.codec.Octets;

/**
 * What a report says of one object.
 *
 * @param person of the device's users, where the report says so
 * @param handle of the object in the device's configuration
 * @param values one, or the parts of a compound
 * @param unit said with the value, MDC code in the dimension partition
 * @param status bits of MeasurementStatus, the highest first: invalid, questionable, not available,
 *     calibration, test, demo
 * @param time local to the device
 */
record Observation(
        OptionalInt person,
        int handle,
        List<MedicalNumber> values,
        OptionalInt unit,
        int status,
        Optional<LocalDateTime> time) {

    private static final int COMPOUND_PARTS = 64;

    /** Reads attributes by their numbers; those of no interest are left alone. */
    static Observation of(OptionalInt person, int handle, Map<Integer, byte[]> attributes) {
        List<MedicalNumber> values = new ArrayList<>();
        OptionalInt unit = OptionalInt.empty();
        int status = 0;
        Optional<LocalDateTime> time = Optional.empty();
        for (Map.Entry<Integer, byte[]> attribute : attributes.entrySet()) {
            Octets octets = Octets.bigEndian(attribute.getValue());
            switch (attribute.getKey()) {
                case Attribute.BASIC_VALUE -> values.add(octets.sfloat());
                case Attribute.SIMPLE_VALUE -> values.add(octets.float32());
                case Attribute.VALUE -> {
                    octets.u16();
                    status |= octets.u16();
                    unit = OptionalInt.of(octets.u16());
                    values.add(octets.float32());
                }
                case Attribute.COMPOUND_BASIC_VALUE -> compound(octets, 2, values);
                case Attribute.COMPOUND_SIMPLE_VALUE -> compound(octets, 4, values);
                case Attribute.STATUS -> status |= octets.u16();
                case Attribute.ABSOLUTE_TIME_STAMP, Attribute.ABSOLUTE_TIME ->
                        time = AbsoluteTime.read(octets);
                default -> {}
            }
        }
        return new Observation(person, handle, List.copyOf(values), unit, status, time);
    }

    /** In the time of a neighbour of the same report, where it has none of its own. */
    Observation orTime(Optional<LocalDateTime> other) {
        return time.isPresent()
                ? this
                : new Observation(person, handle, values, unit, status, other);
    }

    private static void compound(Octets octets, int width, List<MedicalNumber> values) {
        int count = Math.min(octets.u16(), COMPOUND_PARTS);
        octets.u16();
        for (int i = 0; i < count; i++) {
            values.add(width == 2 ? octets.sfloat() : octets.float32());
        }
    }
}
