package org.vitalwire.gateway.codec.personalhealth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.gateway.codec.Octets;

/** Count, length, then attributes with number, length and value. */
final class AttributeList {

    private AttributeList() {}

    /** The values by number, or empty where the lengths do not agree. */
    static Optional<Map<Integer, byte[]>> read(Octets octets) {
        int count = octets.u16();
        Octets list = octets.part(octets.u16());
        Map<Integer, byte[]> values = new LinkedHashMap<>();
        for (int i = 0; i < count && !list.isOverrun(); i++) {
            int number = list.u16();
            values.put(number, list.take(list.u16()));
        }
        return list.isSpent() && !octets.isOverrun() ? Optional.of(values) : Optional.empty();
    }
}
