package org.vitalwire.ehr.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.CatalogueEntry.UnitConversion;
import org.vitalwire.ehr.mapping.CodeSystems;

/**
 * The unit that a template wants a sign in, and the way there from the catalogue's.
 *
 * @param text as people write it
 * @param code of the system
 * @param conversion from this unit to the canonical one
 * @param scale decimals that are written: as many as the sign's resolution needs in this unit
 */
record SignUnit(String text, String code, String system, UnitConversion conversion, int scale) {

    private static final UnitConversion NONE = new UnitConversion(1, 0);

    /** Spellings of MedTech's samples besides those that the catalogue accepts. */
    private static final Map<String, String> SPELLINGS =
            Map.ofEntries(
                    Map.entry("count/min", "/min"),
                    Map.entry("beats/min", "/min"),
                    Map.entry("beats/minute", "/min"),
                    Map.entry("breaths/min", "/min"),
                    Map.entry("breaths/minute", "/min"),
                    Map.entry("per minute", "/min"),
                    Map.entry("mmhg", "mm[Hg]"),
                    Map.entry("mmol/l", "mmol/L"),
                    Map.entry("mg/dl", "mg/dL"),
                    Map.entry("lbs", "[lb_av]"));

    /** What the catalogue accepts and UCUM does not know; other units of factor 1 are canonical. */
    private static final Map<String, String> UCUM =
            Map.of("degF", "[degF]", "°F", "[degF]", "lb", "[lb_av]");

    /** Why a template's unit cannot be that of a sign. */
    static final class WrongUnitException extends Exception {

        private static final long serialVersionUID = 1L;

        WrongUnitException(String message) {
            super(message);
        }
    }

    /**
     * @param unit as people write it, or empty
     * @param code of the unit, or empty
     * @param system of the code, or empty
     */
    static SignUnit of(CatalogueEntry entry, String unit, String code, String system)
            throws WrongUnitException {
        Optional<String> byCode = accepted(entry, code);
        Optional<String> byText = accepted(entry, unit);
        if (byCode.isEmpty() && byText.isEmpty()) {
            if (!code.isEmpty() || !unit.isEmpty()) {
                throw new WrongUnitException(
                        "%s does not come in %s"
                                .formatted(entry.code(), code.isEmpty() ? unit : code));
            }
            return of(entry, entry.unitDisplay(), entry.unit(), CodeSystems.UCUM);
        }
        String name = byCode.or(() -> byText).orElseThrow();
        UnitConversion conversion = conversion(entry, name);
        if (byText.isPresent() && !conversion(entry, byText.get()).equals(conversion)) {
            throw new WrongUnitException("unit %s and code %s are different".formatted(unit, code));
        }
        boolean ucum = system.isEmpty() || system.startsWith(CodeSystems.UCUM);
        return new SignUnit(
                unit.isEmpty() ? name : unit,
                ucum ? ucum(entry, name, conversion) : code,
                ucum ? CodeSystems.UCUM : system,
                conversion,
                scale(entry, conversion));
    }

    /** A value of the canonical unit in this one. */
    String format(double canonical) {
        return BigDecimal.valueOf((canonical - conversion.offset()) / conversion.factor())
                .setScale(scale, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static Optional<String> accepted(CatalogueEntry entry, String spelled) {
        if (entry.kind() != Kind.QUANTITY || spelled.isEmpty()) {
            return Optional.empty();
        }
        String name = SPELLINGS.getOrDefault(spelled.toLowerCase(Locale.ROOT), spelled);
        return name.equals(entry.unit()) || entry.conversions().containsKey(name)
                ? Optional.of(name)
                : Optional.empty();
    }

    private static UnitConversion conversion(CatalogueEntry entry, String name) {
        return entry.conversions().getOrDefault(name, NONE);
    }

    private static String ucum(CatalogueEntry entry, String name, UnitConversion conversion) {
        return conversion.equals(NONE) ? entry.unit() : UCUM.getOrDefault(name, name);
    }

    private static int scale(CatalogueEntry entry, UnitConversion conversion) {
        double step = entry.resolution().doubleValue() / conversion.factor();
        return Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
    }
}
