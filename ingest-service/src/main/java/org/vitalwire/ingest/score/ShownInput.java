package org.vitalwire.ingest.score;

import java.math.BigDecimal;
import java.util.Optional;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What a component was scored on, as people read it.
 *
 * @param value a number, or a word such as {@code air} or {@code V}
 * @param unit UCUM, empty where there is none
 */
record ShownInput(Object value, String unit) {

    private static final String SLOPE = "slope:";

    static ShownInput of(Score.Component component, Score.Input input) {
        String measured = input.input().orElse(component.name());
        if (measured.equals("oxygen")) {
            return new ShownInput(input.value() > 0 ? "oxygen" : "air", "");
        }
        if (measured.startsWith(SLOPE)) {
            String perHour =
                    sign(measured.substring(SLOPE.length()))
                            .map(sign -> sign.entry().unit() + "/h")
                            .orElse("");
            return new ShownInput(BigDecimal.valueOf(input.value()), perHour);
        }
        return sign(measured)
                .map(sign -> of(sign.entry(), input.value()))
                .orElseGet(() -> new ShownInput(BigDecimal.valueOf(input.value()), ""));
    }

    private static ShownInput of(CatalogueEntry entry, double value) {
        String text = entry.format(value);
        return new ShownInput(
                entry.kind() == CatalogueEntry.Kind.CODED ? text : new BigDecimal(text),
                entry.unit());
    }

    /** The royal college's "pulse" is our heart rate; the other names are those of our signs. */
    private static Optional<VitalSign> sign(String name) {
        return name.equals("pulse") ? Optional.of(VitalSign.HEART_RATE) : VitalSign.ofCode(name);
    }
}
