package org.vitalwire.ehr.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.MeasuredValue;
import org.vitalwire.ehr.chart.Measurement;
import org.vitalwire.ehr.chart.MinuteSamples;

/**
 * A template that is known to write one item of the chart.
 *
 * @param template with only those parts that are signs of the item, in units that are right
 * @param signs what each part is
 */
record SiteTemplate(CodeValueTemplate template, Map<ValueTemplate, Part> signs) {

    private static final String NOTE_OF_MEDIAN = "Median of ";

    /**
     * What a part of the template is.
     *
     * @param unit empty for signs that are letters, and for texts
     */
    record Part(VitalSign sign, Optional<SignUnit> unit) {

        String format(double canonical) {
            CatalogueEntry entry = sign.entry();
            return unit.map(wanted -> wanted.format(canonical))
                    // A text has its unit with it: "5.4" alone is a dangerous thing to say.
                    .orElseGet(() -> (entry.format(canonical) + " " + entry.unitDisplay()).strip());
        }
    }

    SiteTemplate {
        signs = Map.copyOf(signs);
    }

    /**
     * @param standard the line as we write it; not changed
     * @return the line as the site writes it; as we do where none of its signs was measured, or
     *     half a pressure, of which we say that the other half is not known
     */
    Observation rewrite(Observation standard, MinuteSamples samples) {
        Measurement measurement = samples.summarise();
        if (signs.values().stream().anyMatch(part -> isLacking(part.sign(), measurement))) {
            return standard;
        }
        Observation observation = standard.copy();
        // The site's codes and units are not ours to vouch for.
        observation.getMeta().setProfile(null);
        observation.setValue(null).setComponent(null).setDataAbsentReason(null);
        if (template.parts().allMatch(ValueTemplate.AsSampledData.class::isInstance)) {
            observation.getNote().removeIf(note -> note.getText().startsWith(NOTE_OF_MEDIAN));
        }
        return TemplateObservations.fill(
                        observation,
                        template,
                        measurement.time(),
                        last(samples, measurement),
                        part -> values(part, samples, measurement))
                .orElse(standard);
    }

    private static boolean isLacking(VitalSign sign, Measurement measurement) {
        List<VitalSign> all = ChartItem.of(sign).map(ChartItem::signs).orElse(List.of(sign));
        return all.indexOf(sign) < ItemBinding.REQUIRED_OF_A_PANEL
                && measurement.values().stream().noneMatch(value -> value.sign() == sign);
    }

    private List<TimedValue> values(
            ValueTemplate template, MinuteSamples samples, Measurement measurement) {
        Part part = signs.get(template);
        if (part == null) {
            return List.of();
        }
        if (template instanceof ValueTemplate.AsSampledData && measurement.isAggregate()) {
            return samples.of(part.sign()).entrySet().stream()
                    .map(value -> new TimedValue(value.getKey(), part.format(value.getValue())))
                    .toList();
        }
        return measurement.values().stream()
                .filter(value -> value.sign() == part.sign())
                .map(MeasuredValue::value)
                .map(value -> new TimedValue(measurement.time(), part.format(value)))
                .toList();
    }

    /** How far a grid goes: to the last value that there is. */
    private Instant last(MinuteSamples samples, Measurement measurement) {
        Instant last = measurement.time();
        if (measurement.isAggregate()) {
            for (Part part : signs.values()) {
                var values = samples.of(part.sign());
                if (!values.isEmpty() && values.lastKey().isAfter(last)) {
                    last = values.lastKey();
                }
            }
        }
        return last;
    }
}
