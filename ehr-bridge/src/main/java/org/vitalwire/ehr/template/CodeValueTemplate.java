package org.vitalwire.ehr.template;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How measurements of one type become Observations: MedTech's {@code CodeValueFhir}.
 *
 * @param path where it stands in the mapping
 * @param category empty where the template leaves it to the writer
 * @param value empty where there are components only
 */
record CodeValueTemplate(
        String path,
        String typeName,
        PeriodInterval interval,
        List<TemplateCode> codes,
        List<TemplateConcept> category,
        Optional<ValueTemplate> value,
        List<Component> components) {

    /** A part with codes of its own. */
    record Component(List<TemplateCode> codes, ValueTemplate value) {
        Component {
            codes = List.copyOf(codes);
        }
    }

    CodeValueTemplate {
        codes = List.copyOf(codes);
        category = List.copyOf(category);
        components = List.copyOf(components);
    }

    Stream<ValueTemplate> parts() {
        return Stream.concat(value.stream(), components.stream().map(Component::value));
    }
}
