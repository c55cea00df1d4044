package org.vitalwire.gateway.codec.medtech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.gateway.codec.medtech.Run.file;
import static org.vitalwire.gateway.codec.medtech.Run.run;
import static org.vitalwire.gateway.codec.medtech.Run.vector;
import static org.vitalwire.gateway.codec.medtech.Run.withSigns;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.contracts.failure.FailureCode;

/**
 * The templates and payloads of MedTech's own unit tests give what those tests expect. Values that
 * are no vital signs (steps, height) are declared as one, to see their number.
 */
class MedTechVectorsTest {

    private static final String DOCUMENTATION = "Documentation_CalculatedFunction_";

    @Test
    void documentedHeartRate() {
        Run.Outcome outcome =
                run(
                        vector(DOCUMENTATION + "HeartRate_Template"),
                        vector(DOCUMENTATION + "HeartRate_Payload"));

        assertThat(outcome.readings()).containsExactly("2019-02-01T22:46:01.875Z {heart-rate=78}");
        assertThat(outcome.codes()).isEmpty();
    }

    @Test
    void documentedHeartRatesOfAnArray() {
        assertThat(
                        run(
                                        vector(DOCUMENTATION + "HeartRate_Template"),
                                        vector(
                                                DOCUMENTATION
                                                        + "MultipleMeasurements_FromArray_Payload"))
                                .readings())
                .containsExactly(
                        "2019-02-01T20:46:01.875Z {heart-rate=78}",
                        "2019-02-01T21:46:01.875Z {heart-rate=81}",
                        "2019-02-01T22:46:01.875Z {heart-rate=72}");
    }

    @Test
    void documentedBloodPressure() {
        assertThat(
                        run(
                                        vector(DOCUMENTATION + "BloodPressure_Template"),
                                        vector(DOCUMENTATION + "BloodPressure_Payload"))
                                .readings())
                .containsExactly(
                        "2019-02-01T22:46:01.875Z {diastolic-pressure=87, systolic-pressure=123}");
    }

    @Test
    void documentedSeveralMeasurementsOfOneMessage() {
        assertThat(
                        run(
                                        withSigns(
                                                vector(
                                                        DOCUMENTATION
                                                                + "MultipleMeasurements_Template"),
                                                "stepcount.steps",
                                                "weight"),
                                        vector(DOCUMENTATION + "MultipleMeasurements_Payload"))
                                .readings())
                .containsExactly("2019-02-01T22:46:01.875Z {heart-rate=78, weight=2.00}");
    }

    @Test
    void documentedMatchesWithTheirParentsDevice() {
        // typeName is heartrate there, the values are pressures: names that disagree are declared.
        String template =
                withSigns(
                        vector(DOCUMENTATION + "MultipleMatches_Template"),
                        "heartrate.systolic",
                        "systolic-pressure",
                        "heartrate.diastolic",
                        "diastolic-pressure");
        String payload = vector(DOCUMENTATION + "MultipleMatches_Payload");

        assertThat(run(Run.mapping(template), payload, "device123", Map.of()).readings())
                .containsExactly(
                        "2021-07-13T17:29:01.061144Z"
                                + " {diastolic-pressure=80, systolic-pressure=120}",
                        "2021-07-13T17:28:01.061122Z"
                                + " {diastolic-pressure=82, systolic-pressure=122}");
        assertThat(run(Run.mapping(template), payload, "device9", Map.of()).codes())
                .containsExactly(FailureCode.OTHER_DEVICE);
    }

    @Test
    void documentedTransformationOfInches() {
        assertThat(
                        run(
                                        withSigns(
                                                vector(DOCUMENTATION + "TransformData_Template"),
                                                "heightInMeters.height",
                                                "weight"),
                                        vector(DOCUMENTATION + "TransformData_Payload"))
                                .readings())
                // 78 * 0.0254 = 1.9812
                .containsExactly(
                        "2019-02-01T22:46:01.875Z {weight=1.98}",
                        "2019-02-01T23:46:01.875Z {weight=1.93}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CollectionContentTemplateHrAndSteps",
                "CollectionContentTemplateHrAndStepsJmesPath"
            })
    void eachTemplateLooksAtEachMessage(String name) {
        String template = withSigns(vector(name), "steps.steps", "weight");
        String common = "\"device\":\"abc\",\"date\":\"2026-01-01T00:00:00Z\"}";

        assertThat(run(template, "{\"heartrate\":\"60\",\"steps\":\"2\"," + common).readings())
                .containsExactly("2026-01-01T00:00:00Z {heart-rate=60, weight=2.00}");
        assertThat(run(template, "{\"heartrate\":\"60\",\"hrv\":\"5\"," + common).readings())
                .containsExactly("2026-01-01T00:00:00Z {heart-rate=60}");
        assertThat(run(template, "{\"steps\":\"2\",\"hrv\":\"5\"," + common).readings())
                .containsExactly("2026-01-01T00:00:00Z {weight=2.00}");
        Run.Outcome nothing = run(template, "{\"hrv\":\"5\"," + common);
        assertThat(nothing.readings()).isEmpty();
        assertThat(nothing.codes()).containsExactly(FailureCode.NO_TEMPLATE_MATCHES);
        assertThat(nothing.reason()).contains("heartrate, steps");
    }

    @Test
    void iotCentralMessagesOfSeveralDevices() {
        MedTechMapping mapping =
                Run.mapping(vector("CollectionContentTemplateMultipleIotCentralJsonPath"));
        String payload = vector("IotCentralPayloadExampleMultipleMessages");

        assertThat(run(mapping, payload, "", Map.of()).readings())
                .containsExactly(
                        "2021-06-08T19:45:20.202Z {diastolic-pressure=30, heart-rate=75,"
                                + " respiratory-rate=15, systolic-pressure=62}",
                        "2021-06-08T19:44:04.941Z {diastolic-pressure=34, heart-rate=69,"
                                + " respiratory-rate=15, systolic-pressure=43}");
        assertThat(run(mapping, payload, "1qsi9p8t5l2", Map.of()).readings()).hasSize(2);
        assertThat(run(mapping, payload, "24bjobtcf8i", Map.of()).codes())
                .containsExactly(FailureCode.OTHER_DEVICE);
    }

    @Test
    void iotCentralBloodPressure() {
        String template =
                """
                {"templateType": "IotCentralJsonPathContent", "template": {
                  "typeName": "bloodPressure",
                  "typeMatchExpression":
                    "$..[?(@telemetry.BloodPressure.Diastolic && @telemetry.BloodPressure.Systolic)]",
                  "values": [
                    {"required": true, "valueName": "bp_diastolic",
                     "valueExpression": "$.telemetry.BloodPressure.Diastolic"},
                    {"required": true, "valueName": "bp_systolic",
                     "valueExpression": "$.telemetry.BloodPressure.Systolic"}]}}
                """;

        assertThat(run(template, vector("IotCentralPayloadExample")).readings())
                .containsExactly(
                        "2020-08-05T22:26:55.455Z {diastolic-pressure=7, systolic-pressure=71}");
    }

    @ParameterizedTest
    @CsvSource({
        "IotHubPayloadExample, 2019-01-30T22:45:02.607374Z",
        "IotHubPayloadExampleMissingCreateTime, 2019-02-01T22:46:01.875Z"
    })
    void iotHubHasTheTimeBesideThePayload(String payload, String time) {
        MedTechMapping mapping =
                Run.mapping(
                        """
                        {"templateType": "IotJsonPathContent", "template": {
                          "typeName": "heartrate",
                          "typeMatchExpression": "$..[?(@Body.heartrate)]",
                          "values": [{"required": "true", "valueName": "hr",
                                      "valueExpression": "$.Body.heartrate"}]}}
                        """);

        assertThat(run(mapping, vector(payload), "ev-d795-1d04-55ae", Map.of()).readings())
                .containsExactly(time + " {heart-rate=203}");
        assertThat(run(mapping, vector(payload), "another", Map.of()).codes())
                .containsExactly(FailureCode.OTHER_DEVICE);
    }

    @Test
    void iotHubSeveralValues() {
        String template =
                """
                {"templateType": "IotJsonPathContent", "template": {
                  "typeName": "bloodpressure",
                  "typeMatchExpression": "$..[?(@Body.systolic && @Body.diastolic)]",
                  "values": [
                    {"required": true, "valueName": "systolic",
                     "valueExpression": "$.Body.systolic"},
                    {"required": true, "valueName": "diastolic",
                     "valueExpression": "$.Body.diastolic"}]}}
                """;

        assertThat(run(template, vector("IotHubPayloadMultiValueExample")).readings())
                .containsExactly(
                        "2019-01-30T22:45:02.607374Z"
                                + " {diastolic-pressure=75, systolic-pressure=111}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CalculatedFunctionContentTemplateValid",
                "CalculatedFunctionContentTemplateValidExpressionObject",
                "CalculatedFunctionContentTemplateValidOptional",
                "JsonPathContentTemplateValid",
                "JsonPathContentTemplateValidWithOptional"
            })
    void validTemplatesRun(String name) {
        assertThat(
                        run(
                                        vector(name),
                                        """
                                        {"heartrate": "60", "device": "abc",
                                         "date": "2026-01-01T00:00:00Z"}
                                        """)
                                .readings())
                .containsExactly("2026-01-01T00:00:00Z {heart-rate=60}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IotJsonPathContentTemplateValid",
                "IotJsonPathContentTemplateValidWithOptional",
                "IotCentralJsonPathContentTemplateValid",
                "IotCentralJsonPathContentTemplateValidWithOptional",
                "CollectionContentTemplateMixed",
                "CollectionContentTemplateEmptyWithType"
            })
    void validTemplatesAreTaken(String name) {
        assertThat(Run.mapping(vector(name)).size())
                .isEqualTo(name.endsWith("EmptyWithType") ? 0 : name.endsWith("Mixed") ? 17 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "BloodPressure, 'diastolic-pressure=79, systolic-pressure=119', 12:01",
        "HeartRate, heart-rate=66, 12:00",
        "OxygenSaturation, spo2=99, 12:02"
    })
    void generatedTemplatesReadWhatTheyWereGeneratedFrom(String name, String values, String time) {
        assertThat(
                        run(
                                        file("generator/Expected/deviceData_" + name + ".json"),
                                        file("generator/deviceData_" + name + ".json"))
                                .readings())
                .containsExactly("2022-07-01T%s:00Z {%s}".formatted(time, values));
    }

    @Test
    void generatedProjection() {
        assertThat(
                        run(
                                        file("generator/Expected/deviceData_Projection.json"),
                                        file("generator/deviceData_Projection.json"))
                                .readings())
                .containsExactly(
                        "2022-07-01T12:02:00Z {diastolic-pressure=79, heart-rate=66, spo2=99,"
                                + " systolic-pressure=119}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CollectionContentTemplateEmpty | $.templateType | required",
                "InvalidCollectionContentTemplateWithNoTemplateArray | $.template | array",
                "InvalidTemplateType | $.templateType | expected CollectionContent",
                "IotCentralJsonPathContentTemplateInvalidMissingTypeMetadata"
                        + " | $.template.typeName, $.template.typeMatchExpression | required",
                "IotCentralJsonPathContentTemplateInvalidMissingValueField"
                        + " | $.template.values[0].valueName | required",
                "IotJsonPathContentTemplateInvalidMissingTypeMetadata"
                        + " | $.template.typeName, $.template.typeMatchExpression | required",
                "IotJsonPathContentTemplateInvalidMissingValueField"
                        + " | $.template.values[0].valueName | required",
                "JsonPathContentTemplateInvalidMissingExpression"
                        + " | $.template.deviceIdExpression, $.template.timestampExpression"
                        + " | required",
                "CalculatedFunctionContentTemplateValidInvalidAndMissingMembers"
                        + " | $.template.typeMatchExpression, $.template.deviceIdExpression"
                        + " | required",
                "CollectionContentTemplateInvalid"
                        + " | $.template[0].template.deviceIdExpression,"
                        + " $.template[0].template.timestampExpression,"
                        + " $.template[1].template.typeMatchExpression | required",
                "CollectionContentTemplateMixedValidity"
                        + " | $.template[2].template.typeMatchExpression | required"
            })
    void invalidTemplatesAreRefusedWithEachReason(String name, String paths, String why) {
        assertThat(Run.problems(vector(name)))
                .extracting(Problem::path)
                .containsExactly(paths.split(",\\s*"));
        assertThat(Run.problems(vector(name)))
                .allSatisfy(problem -> assertThat(problem.why()).contains(why));
    }

    @Test
    void templatesOfNoKnownTypeAreRefused() {
        assertThat(Run.problems(vector("CollectionContentTemplateMultipleMocks")))
                .extracting(Problem::path)
                .containsExactly("$", "$.template[0].templateType", "$.template[1].templateType");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThat(Run.problems("{")).extracting(Problem::why).containsExactly("it is not JSON");
    }
}
