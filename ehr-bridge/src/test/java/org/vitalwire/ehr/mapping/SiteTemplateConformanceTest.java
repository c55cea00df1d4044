package org.vitalwire.ehr.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.template.FhirTemplates;
import org.vitalwire.ehr.template.InvalidTemplateException;
import org.vitalwire.ehr.template.SiteMapping;

/** What MedTech templates make of our lines, by HAPI's validator. */
class SiteTemplateConformanceTest {

    /** As MedTech's samples are, with the right code of the diastolic pressure. */
    private static final String SITE =
            """
            {"templateType": "CollectionFhir", "template": [
             {"templateType": "CodeValueFhir", "template": {"typeName": "hr",
              "codes": [{"code": "8867-4", "system": "http://loinc.org", "display": "Heart rate"}],
              "value": {"valueName": "hr", "valueType": "SampledData", "unit": "count/min",
               "defaultPeriod": 1000}}},
             {"templateType": "CodeValueFhir", "template": {"typeName": "bp",
              "codes": [{"code": "85354-9", "system": "http://loinc.org"}],
              "components": [
               {"codes": [{"code": "8480-6", "system": "http://loinc.org"}],
                "value": {"valueName": "s", "valueType": "Quantity", "unit": "mmHg"}},
               {"codes": [{"code": "8462-4", "system": "http://loinc.org"}],
                "value": {"valueName": "d", "valueType": "Quantity", "unit": "mmHg"}}]}},
             {"templateType": "CodeValueFhir", "template": {"typeName": "t",
              "codes": [{"code": "8310-5", "system": "http://loinc.org"}],
              "value": {"valueName": "t", "valueType": "Quantity", "unit": "degF"}}},
             {"templateType": "CodeValueFhir", "template": {"typeName": "g",
              "codes": [{"code": "2339-0", "system": "http://loinc.org"}],
              "value": {"valueName": "g", "valueType": "String"}}}]}
            """;

    @Test
    void observationsThatASitesTemplatesWriteConformToo() throws InvalidTemplateException {
        ObservationMapping site =
                SiteMapping.of(FhirTemplates.read(SITE.getBytes(StandardCharsets.UTF_8)));

        assertThat(
                        R4Validator.errors(
                                site.toObservation(Charts.measured(ChartItem.HEART_RATE, 3)),
                                R4Validator.HL7 + "vitalsigns"))
                .isEmpty();
        assertThat(
                        R4Validator.errors(
                                site.toObservation(Charts.measured(ChartItem.BLOOD_PRESSURE, 1)),
                                R4Validator.HL7 + "bp"))
                .isEmpty();
        assertThat(
                        R4Validator.errors(
                                site.toObservation(Charts.measured(ChartItem.TEMPERATURE, 1)),
                                R4Validator.HL7 + "bodytemp"))
                .isEmpty();
        assertThat(
                        R4Validator.errors(
                                site.toObservation(Charts.measured(ChartItem.GLUCOSE, 1)),
                                R4Validator.HL7 + "Observation"))
                .isEmpty();
    }
}
