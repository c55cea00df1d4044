package org.vitalwire.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.gateway.GatewayUnderTest;
import org.vitalwire.gateway.TestDevice;
import org.vitalwire.gateway.WireClient;
import org.vitalwire.testkit.SharedData;
import tools.jackson.databind.JsonNode;

/** MedTech's own samples, unchanged: uploaded, used by a device, and its readings in Kafka. */
class MedTechIT {

    private static final String MAPPINGS = "/api/v1/device-mappings/";
    private static final int PAYLOAD_INVALID = 0x99;

    @SuppressWarnings("unused") // by the parameterized test
    private static final java.util.List<Arguments> SAMPLES =
            java.util.List.of(
                    Arguments.of(
                            "basic",
                            """
                            {"deviceid":"DEVICE","patientid":"p","measurementdatetime":"TIME",
                             "heartrate":"78","systolic":"123","diastolic":"87","steps":4}
                            """,
                            "{diastolic-pressure=87.0, heart-rate=78.0, systolic-pressure=123.0}"),
                    Arguments.of(
                            "sandbox",
                            """
                            {"applicationId":"a","messageSource":"telemetry","deviceId":"DEVICE",
                             "enqueuedTime":"TIME","telemetry":{"HeartRate":75,"RespiratoryRate":15,
                             "HeartRateVariability":47,"BodyTemperature":37.12,
                             "BloodPressure":{"Systolic":121,"Diastolic":79}}}
                            """,
                            "{diastolic-pressure=79.0, heart-rate=75.0, respiratory-rate=15.0,"
                                    + " systolic-pressure=121.0, temperature=37.1}"),
                    Arguments.of(
                            "sandbox/legacy",
                            """
                            {"HeartRate":75,"RespiratoryRate":15,"BodyTemperature":37.12,
                             "Systolic":121,"Diastolic":79,"KneeBend":-19}
                            """,
                            "{diastolic-pressure=79.0, heart-rate=75.0, respiratory-rate=15.0,"
                                    + " systolic-pressure=121.0, temperature=37.1}"),
                    Arguments.of(
                            "healthkitOnFhir",
                            """
                            {"Body":{"deviceId":"DEVICE","endDate":"TIME","heartRate":64,
                             "oxygenSaturation":97,"respiratoryRate":14,"bodyTemperature":36.9,
                             "stepCount":100},"Properties":{},"SystemProperties":{}}
                            """,
                            "{heart-rate=64.0, respiratory-rate=14.0, spo2=97.0,"
                                    + " temperature=36.9}"));

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void aSampleWorksUnchanged(String sample, String payload, String values) throws Exception {
        TestDevice device = deviceOf(sample(sample), "medtech");
        gateway.associate(device.id(), "pat-medtech");
        Instant measured = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        MqttProperties beside = new MqttProperties();
        beside.add(
                new MqttProperties.UserProperty("iothub-creation-time-utc", measured.toString()));

        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(
                    1,
                    device.topic(),
                    payload.replace("DEVICE", device.id())
                            .replace("TIME", measured.toString())
                            .getBytes(StandardCharsets.UTF_8),
                    1,
                    beside);
            assertThat(client.reply().reason()).isZero();
        }

        assertThat(gateway.readings(device))
                .singleElement()
                .satisfies(reading -> {
                    assertThat(valuesOf(reading)).hasToString(values);
                    assertThat(reading.measuredAt()).isEqualTo(measured);
                    assertThat(reading.patientId()).contains(new PatientId("pat-medtech"));
                });
    }

    @Test
    void theImporterSaysWhatItTakesAndWhatNot() {
        String id = GatewayUnderTest.freshId("import");
        JsonNode first = upload(id, sample("healthkitOnFhir"));
        JsonNode second =
                gateway.put(
                                "integrator",
                                MAPPINGS + id + "/fhir-mapping",
                                file("sample/templates/healthkitOnFhir/fhirmapping.json"))
                        .json();

        assertThat(first.path("templates").intValue()).isEqualTo(17);
        assertThat(first.path("version").intValue()).isEqualTo(1);
        assertThat(imported(first))
                .containsEntry("heartrate.hr", "heart-rate /min NAME")
                .doesNotContainKeys("glucose.glucose", "restingHeartRate.restingHeartRate");
        assertThat(first.path("notTakenOver").toString())
                .contains("glucose comes in units that cannot be told apart")
                .contains("restingHeartRate is no sign of the catalogue");

        assertThat(second.path("version").intValue()).isEqualTo(2);
        assertThat(imported(second))
                .containsEntry("glucose.glucose", "glucose mg/dL FHIR_MAPPING")
                .containsEntry("bodyMass.bodyMass", "weight kg FHIR_MAPPING")
                .containsEntry("heartrate.hr", "heart-rate /min FHIR_MAPPING")
                .doesNotContainKey("restingHeartRate.restingHeartRate");
        assertThat(second.path("notTakenOver").toString()).contains("LOINC 40443-4");
    }

    @Test
    void whatNoTemplateMatchesIsQuarantinedAndAMendedMappingTakesTheNext() throws Exception {
        String id = GatewayUnderTest.freshId("mended");
        upload(id, heartRate("$.heartrate"));
        TestDevice device = deviceOfMapping(id, "mended");
        String payload = "{\"pulse\":71,\"time\":\"%s\"}".formatted(Instant.now());

        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.topic(), payload);
            assertThat(client.reply().reason()).isEqualTo(PAYLOAD_INVALID);
            JsonNode rejection = gateway.awaitRejection(device.id(), "NO_TEMPLATE_MATCHES");
            assertThat(rejection.path("codec").stringValue()).isEqualTo("medtech:" + id);
            assertThat(rejection.path("reason").stringValue()).contains("heartrate");

            assertThat(upload(id, heartRate("$.pulse")).path("version").intValue()).isEqualTo(2);
            client.publish(2, device.topic(), payload);
            assertThat(client.reply().reason()).isZero();
        }
        assertThat(gateway.readings(device))
                .singleElement()
                .satisfies(
                        reading -> assertThat(valuesOf(reading)).hasToString("{heart-rate=71.0}"));
    }

    @Test
    void anInvalidMappingIsRefusedWithEachReason() {
        GatewayUnderTest.Answer answer =
                gateway.put(
                        "operator",
                        MAPPINGS + GatewayUnderTest.freshId("wrong"),
                        file(
                                "Fhir.Ingest.Template.UnitTests"
                                        + "/data_CollectionContentTemplateInvalid.json"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").stringValue()).isEqualTo("INVALID_MAPPING");
        assertThat(
                        StreamSupport.stream(answer.json().path("problems").spliterator(), false)
                                .map(problem -> problem.path("path").stringValue()))
                .containsExactly(
                        "$.template[0].template.deviceIdExpression",
                        "$.template[0].template.timestampExpression",
                        "$.template[1].template.typeMatchExpression");
    }

    @Test
    void aMappingInUseStaysAndOthersGo() {
        String id = GatewayUnderTest.freshId("used");
        String content = heartRate("$.hr");
        upload(id, content);
        assertThat(gateway.get("integrator", MAPPINGS + id).json().path("deviceContent"))
                .isEqualTo(tools.jackson.databind.json.JsonMapper.shared().readTree(content));
        assertThat(gateway.put("clinician", MAPPINGS + id, content).status()).isEqualTo(403);
        Map<String, String> model = Map.of("modelId", id, "display", "Patch", "type", "wearable");

        assertThat(gateway.post("integrator", MAPPINGS + id + "/models", model).status())
                .isEqualTo(201);
        assertThat(gateway.post("integrator", MAPPINGS + id + "/models", model).status())
                .isEqualTo(200);
        assertThat(gateway.delete("operator", MAPPINGS + id).status()).isEqualTo(409);

        String unused = GatewayUnderTest.freshId("unused");
        upload(unused, content);
        assertThat(gateway.delete("operator", MAPPINGS + unused).status()).isEqualTo(204);
        assertThat(gateway.get("operator", MAPPINGS + unused).status()).isEqualTo(404);
    }

    private TestDevice deviceOf(String content, String prefix) {
        String id = GatewayUnderTest.freshId(prefix);
        upload(id, content);
        return deviceOfMapping(id, prefix);
    }

    private TestDevice deviceOfMapping(String mapping, String prefix) {
        GatewayUnderTest.Answer model =
                gateway.post(
                        "operator",
                        MAPPINGS + mapping + "/models",
                        Map.of("modelId", mapping, "display", "A device", "type", "wearable"));
        assertThat(model.status()).isEqualTo(201);
        return gateway.enrol(GatewayUnderTest.freshId(prefix), mapping);
    }

    private JsonNode upload(String id, String content) {
        GatewayUnderTest.Answer answer = gateway.put("operator", MAPPINGS + id, content);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static Map<String, String> imported(JsonNode view) {
        Map<String, String> imported = new TreeMap<>();
        view.path("imported")
                .forEach(value ->
                        imported.put(
                                value.path("type").stringValue()
                                        + "."
                                        + value.path("value").stringValue(),
                                "%s %s %s"
                                        .formatted(
                                                value.path("sign").stringValue(),
                                                value.path("unit").stringValue(),
                                                value.path("saidBy").stringValue())));
        return imported;
    }

    private static Map<String, Double> valuesOf(Reading reading) {
        Map<String, Double> values = new TreeMap<>();
        reading.values().forEach(value -> values.put(value.sign().code(), value.value()));
        return values;
    }

    private static String heartRate(String path) {
        return """
        {"templateType":"CollectionContent","template":[{"templateType":"JsonPathContent",
         "template":{"typeName":"heartrate","typeMatchExpression":"$..[?(@%s)]",
         "deviceIdExpression":"$.device","timestampExpression":"$.time",
         "values":[{"required":true,"valueExpression":"%s","valueName":"hr"}]}}]}
        """
                .formatted(path.substring(1), path);
    }

    private static String sample(String name) {
        return file("sample/templates/%s/devicecontent.json".formatted(name));
    }

    private static String file(String relative) {
        try {
            return Files.readString(SharedData.path("iomt-fhir/" + relative));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
