package org.vitalwire.ehr.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.vitalwire.contracts.vitals.VitalSign;

/** A FHIR mapping that was read and found to be sound. */
public final class FhirTemplates {

    private final List<CodeValueTemplate> templates;
    private final Map<String, Optional<VitalSign>> signs;
    private final List<TemplateProblem> notUsed;

    FhirTemplates(
            List<CodeValueTemplate> templates,
            Map<String, Optional<VitalSign>> signs,
            List<TemplateProblem> notUsed) {
        this.templates = List.copyOf(templates);
        this.signs = Map.copyOf(signs);
        this.notUsed = List.copyOf(notUsed);
    }

    /**
     * @param json UTF-8, with or without a byte order mark
     * @throws InvalidTemplateException with every fault of the mapping
     */
    public static FhirTemplates read(byte[] json) throws InvalidTemplateException {
        return new FhirTemplateReader().read(json);
    }

    /** How many templates there are. */
    public int size() {
        return templates.size();
    }

    /** What stands in the mapping and changes nothing. */
    public List<TemplateProblem> notUsed() {
        return notUsed;
    }

    /**
     * The Observations of a group, one for each period, without patient and device; none where no
     * template is for the type, or it finds none of its values.
     *
     * @throws IllegalArgumentException if the template wants a correlation id that the group does
     *     not have, or a grid of more values than an Observation may hold
     */
    public List<Observation> observations(MeasurementGroup group) {
        return templates.stream()
                .filter(template -> template.typeName().equalsIgnoreCase(group.typeName()))
                .flatMap(template ->
                        template.interval().split(group).stream()
                                .flatMap(period ->
                                        TemplateObservations.of(template, period).stream()))
                .toList();
    }

    List<CodeValueTemplate> templates() {
        return templates;
    }

    /** What the mapping's own {@code vitalwire} member says that a value is; empty: nothing. */
    Optional<Optional<VitalSign>> said(String typeName, String valueName) {
        return Optional.ofNullable(signs.get(key(typeName + "." + valueName)));
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
