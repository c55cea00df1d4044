package org.vitalwire.gateway.codec.hl7;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.vitalwire.contracts.vitals.CatalogueEntry;

/** OBX-6 to canonical units: by MDC code or name, by UCUM, or in plain words. */
final class ObservedUnits {

    /**
     * Units that a sign has nowhere in the world in another way. Of a pressure, a temperature, a
     * glucose or a weight without its unit nobody knows what it is.
     */
    private static final Set<String> NEED_NOT_BE_SAID = Set.of("/min", "%", "{score}");

    private final Map<String, String> ucumByUnit = new HashMap<>();

    ObservedUnits() {
        Table.rows("mdc-units.tsv").forEach(row -> ucumByUnit.put(key(row.get(0)), row.get(1)));
    }

    /** Empty when the sign does not come in the unit that OBX-6 names. */
    OptionalDouble toCanonical(CatalogueEntry sign, double value, Hl7Segment obx) {
        boolean said = false;
        // The identifier, its text, and the alternate's.
        for (int component : new int[] {1, 2, 4, 5}) {
            String unit = obx.text(6, component);
            if (unit.isEmpty()) {
                continue;
            }
            said = true;
            OptionalDouble canonical = toCanonical(sign, value, unit);
            if (canonical.isPresent()) {
                return canonical;
            }
            if (ucumByUnit.containsKey(key(unit))) {
                // A unit that we know and that is none of this sign: its name will not mend it.
                return OptionalDouble.empty();
            }
        }
        return !said && NEED_NOT_BE_SAID.contains(sign.unit())
                ? OptionalDouble.of(value)
                : OptionalDouble.empty();
    }

    private OptionalDouble toCanonical(CatalogueEntry sign, double value, String unit) {
        String ucum = ucumByUnit.get(key(unit));
        return sign.toCanonical(value, ucum == null ? unit : ucum);
    }

    private static String key(String unit) {
        return unit.toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
