package org.vitalwire.gateway.codec.hl7;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;

/** Which sign OBX-3 names: by MDC code, by MDC reference name, or by LOINC code. */
final class ObservedSigns {

    /** HL7 table 0396; monitors leave the system out as often as not. */
    private static final Set<String> MDC_SYSTEMS = Set.of("MDC", "");

    private static final Set<String> LOINC_SYSTEMS = Set.of("LN", "LOINC");
    private static final String NAME_PREFIX = "MDC_";

    private final Map<String, Named> mdc = new HashMap<>();
    private final Map<String, Named> loinc = new HashMap<>();

    ObservedSigns() {
        for (var row : Table.rows("mdc-signs.tsv")) {
            VitalSign sign =
                    VitalSign.ofCode(row.get(2))
                            .orElseThrow(() -> new IllegalStateException("mdc-signs.tsv: sign"));
            boolean own = sign.entry().mdc().contains(Integer.valueOf(row.get(0)));
            Named named = new Named(sign, row.get(0), own);
            mdc.putIfAbsent(row.get(0), named);
            if (!row.get(1).isEmpty()) {
                mdc.put(row.get(1), named);
            }
        }
        for (VitalSign sign : VitalSign.values()) {
            CatalogueEntry entry = sign.entry();
            entry.mdc()
                    .forEach(code ->
                            mdc.putIfAbsent(
                                    code.toString(), new Named(sign, code.toString(), true)));
            if (!entry.loinc().isEmpty()) {
                // Cuff and artery share a code: what does not say is the ordinary one.
                String code = entry.loinc().getFirst();
                loinc.putIfAbsent(code, new Named(sign, code, true));
            }
        }
        for (VitalSign sign : VitalSign.values()) {
            for (String code : sign.entry().loinc()) {
                loinc.putIfAbsent(code, new Named(sign, code, false));
            }
        }
    }

    /** What OBX-3 says. */
    sealed interface Observed {}

    /**
     * @param code by which the sign was found
     * @param own whether it is the catalogue's own code of the sign
     */
    record Named(VitalSign sign, String code, boolean own) implements Observed {}

    /** No sign of ours, such as an ST segment, or no measurement, such as a channel's header. */
    record Unknown() implements Observed {}

    /** Code and name are of two signs, so that neither can be believed. */
    record Contradictory(VitalSign byCode, VitalSign byName) implements Observed {}

    /** Looks at the identifier, then at its alternate (components 4 to 6). */
    Observed find(Hl7Segment obx) {
        Observed found = find(obx.text(3, 1), obx.text(3, 2), obx.text(3, 3));
        return found instanceof Unknown
                ? find(obx.text(3, 4), obx.text(3, 5), obx.text(3, 6))
                : found;
    }

    private Observed find(String code, String name, String system) {
        if (LOINC_SYSTEMS.contains(system)) {
            return orUnknown(loinc.get(code));
        }
        Named byName = name.startsWith(NAME_PREFIX) ? mdc.get(name) : null;
        if (code.startsWith(NAME_PREFIX)) {
            return orUnknown(mdc.get(code));
        }
        Named byCode = MDC_SYSTEMS.contains(system) ? mdc.get(code) : null;
        if (byCode != null && byName != null && byCode.sign() != byName.sign()) {
            return new Contradictory(byCode.sign(), byName.sign());
        }
        if (byCode != null) {
            return byCode;
        }
        // A number that we do not know is another measurement, whatever its name reminds us of.
        return code.isEmpty() ? orUnknown(byName) : new Unknown();
    }

    private static Observed orUnknown(@Nullable Named named) {
        return named == null ? new Unknown() : named;
    }
}
