package org.vitalwire.ehr.template;

import java.util.List;

/**
 * A CodeableConcept as a template has it.
 *
 * @param text empty where it has none
 */
record TemplateConcept(String text, List<TemplateCode> codes) {

    TemplateConcept {
        codes = List.copyOf(codes);
    }
}
