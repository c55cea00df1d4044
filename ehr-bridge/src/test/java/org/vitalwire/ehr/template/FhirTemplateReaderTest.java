package org.vitalwire.ehr.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FhirTemplateReaderTest {

    private static final String QUANTITY =
            "'valueName': 'hr', 'valueType': 'Quantity', 'unit': '/min'";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | $: it is not JSON",
                "7 | $: a template is an object",
                "{} | $.templateType: required",
                "{'templateType': 'CollectionFhir', 'template': {}} | $.template: a CollectionFhir",
                "{'templateType': 'CodeValueFhir', 'template': []} | $.template: a CodeValueFhir",
                "{'templateType': 'LegacyFhir', 'template': {}} | $.templateType: no type that we",
                "{'templateType': 'CollectionContent', 'template': []}"
                        + " | $.templateType: this is of a device mapping"
            })
    void whatIsNoMappingIsRefused(String mapping, String fault) {
        assertThat(Mapping.faults(mapping))
                .singleElement()
                .satisfies(found -> assertThat(found).startsWith(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'valueType': 'Quantity' | valueName: required",
                "'valueName': 'hr' | valueType: required",
                "'valueName': 'hr', 'valueType': 'Ratio' | valueType: Quantity, SampledData",
                "'valueName': 'hr', 'valueType': 'SampledData' | defaultPeriod: required",
                "'valueName': 'hr', 'valueType': 'SampledData', 'defaultPeriod': 'x'"
                        + " | defaultPeriod: required",
                "'valueName': 'hr', 'valueType': 'CodeableConcept' | codes: required",
                "'valueName': 'hr', 'valueType': 'CodeableConcept', 'codes': [{'system': 'x'}]"
                        + " | codes[0].code: required"
            })
    void aFaultyValueIsRefused(String value, String fault) {
        assertThat(Mapping.faults(Mapping.heartRate(value)))
                .singleElement()
                .satisfies(found -> assertThat(found).startsWith("$.template.value." + fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'typeName': 'a', 'value': {VALUE} | codes: required",
                "'typeName': 'a', 'codes': [], 'value': {VALUE} | codes: required",
                "'typeName': 'a', 'codes': [{'display': 'b'}], 'value': {VALUE} | codes[0].code",
                "'codes': [{'code': 'b'}], 'value': {VALUE} | typeName: required",
                "'typeName': ' ', 'codes': [{'code': 'b'}], 'value': {VALUE} | typeName: required",
                "'typeName': 'a', 'codes': [{'code': 'b'}], 'periodInterval': 30, 'value': {VALUE}"
                        + " | periodInterval: 0",
                "'typeName': 'a', 'codes': [{'code': 'b'}], 'category': {}, 'value': {VALUE}"
                        + " | category: an array",
                "'typeName': 'a', 'codes': [{'code': 'b'}], 'components': {} | components: an array",
                "'typeName': 'a', 'codes': [{'code': 'b'}],"
                        + " 'components': [{'codes': [{'code': 'c'}]}] | components[0].value: req",
                "'typeName': 'a', 'codes': [{'code': 'b'}], 'components': [{'value': {VALUE}}]"
                        + " | components[0].codes: required"
            })
    void aFaultyTemplateIsRefused(String members, String fault) {
        assertThat(Mapping.faults(Mapping.template(members.replace("VALUE", QUANTITY))))
                .singleElement()
                .satisfies(found -> assertThat(found).startsWith("$.template." + fault));
    }

    @Test
    void aTemplateThatWouldWriteNothingIsRefused() {
        assertThat(Mapping.faults(Mapping.template("'typeName': 'a', 'codes': [{'code': 'b'}]")))
                .singleElement()
                .satisfies(fault -> assertThat(fault).contains("would write nothing"));
    }

    @Test
    void allFaultsAreSaidAtOnceEachWithItsPlace() {
        assertThat(
                        Mapping.faults(
                                Mapping.collection(
                                        Mapping.heartRate("'valueName': 'hr'"),
                                        Mapping.heartRate(QUANTITY),
                                        "{'templateType': 'Another'}")))
                .extracting(fault -> fault.substring(0, fault.indexOf(':')))
                .containsExactly(
                        "$.template[0].template.value.valueType",
                        "$.template[1].template.typeName",
                        "$.template[2].templateType");
    }

    @Test
    void aDayOfMillisecondsIsTooLongAGrid() {
        assertThat(
                        Mapping.faults(
                                Mapping.template(
                                        "'typeName': 'a', 'codes': [{'code': 'b'}],"
                                                + " 'periodInterval': 1440, 'value': {'valueName':"
                                                + " 'x', 'valueType': 'SampledData',"
                                                + " 'defaultPeriod': 1}")))
                .containsExactly(
                        "$.template.value.defaultPeriod: more than 86,400 values in one Observation"
                                + " of 1440 minutes");
    }

    @Test
    void tooManyTemplatesAndTooDeepOnesAreRefused() {
        String deep = Mapping.heartRate(QUANTITY);
        for (int i = 0; i < 10; i++) {
            deep = Mapping.collection(deep);
        }
        String[] many = new String[201];
        java.util.Arrays.setAll(
                many,
                i ->
                        Mapping.template(
                                "'typeName': 't%d', 'codes': [{'code': 'b'}], 'value': {%s}"
                                        .formatted(i, QUANTITY)));

        assertThat(Mapping.faults(deep)).singleElement().asString().contains("nested");
        assertThat(Mapping.faults(Mapping.collection(many)))
                .singleElement()
                .asString()
                .contains("more than 200 templates");
        assertThat(Mapping.faults(" ".repeat(513 * 1024)))
                .containsExactly("$: a mapping is at most 512 KiB");
    }

    @Test
    void namesOfMembersAndTypesAreReadWhateverTheirCase() throws Exception {
        FhirTemplates templates =
                Mapping.read(
                        "{'TemplateType': 'codeValueFhirTemplate', 'Template': {'TypeName': 'hr',"
                                + " 'Codes': [{'Code': '8867-4', 'System': 'http://loinc.org'}],"
                                + " 'PeriodInterval': 'Hourly', 'Value': {'ValueName': 'hr',"
                                + " 'ValueType': 'quantity'}}}");

        assertThat(templates.size()).isEqualTo(1);
        assertThat(templates.templates().getFirst().interval()).isEqualTo(PeriodInterval.HOURLY);
    }

    @Test
    void aByteOrderMarkIsNoFault() throws Exception {
        byte[] json =
                ("\uFEFF" + Mapping.heartRate(QUANTITY).replace('\'', '"'))
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(FhirTemplates.read(json).size()).isEqualTo(1);
    }

    @Test
    void whatMedTechDoesNotKnowIsNotUsedAndSaid() throws Exception {
        assertThat(Mapping.read(Mapping.heartRate(QUANTITY + ", 'scale': 2")).notUsed())
                .extracting(TemplateProblem::path)
                .containsExactly("$.template.value.scale");
    }
}
