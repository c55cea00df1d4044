package org.vitalwire.ehr.template;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Mappings for tests; ' stands for ". */
final class Mapping {

    private static final String HEART_RATE =
            "'codes': [{'code': '8867-4', 'system': 'http://loinc.org', 'display': 'Heart rate'}]";

    private Mapping() {}

    /** One template with the code of the heart rate and the type {@code hr}. */
    static String heartRate(String value) {
        return template(HEART_RATE + ", 'typeName': 'hr', 'value': {" + value + "}");
    }

    static String template(String members) {
        return "{'templateType': 'CodeValueFhir', 'template': {" + members + "}}";
    }

    static String collection(String... templates) {
        return "{'templateType': 'CollectionFhir', 'template': ["
                + String.join(",", templates)
                + "]}";
    }

    static String pressures(String systolic, String diastolic) {
        return template(
                "'codes': [{'code': '85354-9', 'system': 'http://loinc.org'}], 'typeName': 'bp',"
                        + " 'components': ["
                        + systolic
                        + ","
                        + diastolic
                        + "]");
    }

    static String component(String loinc, String value) {
        return "{'codes': [{'code': '%s', 'system': 'http://loinc.org'}], 'value': {%s}}"
                .formatted(loinc, value);
    }

    static FhirTemplates read(String mapping) throws InvalidTemplateException {
        return FhirTemplates.read(mapping.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static SiteMapping site(String mapping) throws InvalidTemplateException {
        return SiteMapping.of(read(mapping));
    }

    /** Each as {@code path: why}. */
    static List<String> faults(String mapping) {
        try {
            site(mapping);
            return List.of();
        } catch (InvalidTemplateException e) {
            return e.problems().stream().map(p -> p.path() + ": " + p.why()).toList();
        }
    }
}
