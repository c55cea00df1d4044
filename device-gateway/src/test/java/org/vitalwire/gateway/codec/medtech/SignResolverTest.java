package org.vitalwire.gateway.codec.medtech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name that could be something else is never guessed at. */
class SignResolverTest {

    private static final SignResolver BY_NAME =
            new SignResolver(VitalwireMember.Member.NONE, FhirMapping.NONE);

    @ParameterizedTest
    @CsvSource({
        "heartrate, hr, heart-rate",
        "Heart Rate, beatsPerMinute, heart-rate",
        "Blood Pressure, systolic, systolic-pressure",
        "bloodPressure, bp_diastolic, diastolic-pressure",
        "oxygenSaturation, oxygenSaturation, spo2",
        "respiratoryrate, respiratoryrate, respiratory-rate",
        "telemetry, respitoryrate, respiratory-rate",
        "bodytemperature, temp, temperature",
        "anything, 8867-4, heart-rate",
        "anything, 8480-6, systolic-pressure",
        "anything, 150456, spo2",
        "anything, heart-rate, heart-rate",
        "anything, etCO2, etco2"
    })
    void namesAndCodes(String type, String value, String sign) {
        assertThat(BY_NAME.resolve(type, value).sign().orElseThrow().sign().code()).isEqualTo(sign);
    }

    @ParameterizedTest
    @CsvSource({
        "restingHeartRate, hr, is no sign",
        "heartrate, hrv, is no sign",
        "fetalHeartRate, value, is no sign",
        "pulse, spo2, different signs",
        "steps, value, is no sign",
        "heartrate, confidence, no vital sign goes by that name",
        "glucose, glucose, cannot be told apart",
        "bodyMass, value, cannot be told apart",
        "kneebend, kneebend, no vital sign goes by that name",
        "anything, pleth, no vital sign goes by that name"
    })
    void whatIsNotGuessed(String type, String value, String why) {
        SignResolver.Resolution resolution = BY_NAME.resolve(type, value);

        assertThat(resolution.sign()).isEmpty();
        assertThat(resolution.why()).contains(why);
    }

    @Test
    void theFhirMappingSaysCodesAndUnits() throws Exception {
        FhirMapping fhir =
                FhirMapping.read(
                        Run.bytes(
                                """
                                {"templateType": "CollectionFhir", "template": [
                                  {"templateType": "CodeValueFhir", "template": {
                                    "typeName": "sugar", "codes": [{"code": "41653-7",
                                      "system": "http://loinc.org"}],
                                    "value": {"valueName": "x", "unit": "mmol/L",
                                              "valueType": "Quantity"}}},
                                  {"templateType": "CodeValueFhir", "template": {
                                    "typeName": "heartrate", "codes": [{"code": "40443-4",
                                      "system": "http://loinc.org"}],
                                    "value": {"valueName": "hr", "unit": "count/min"}}},
                                  {"templateType": "CodeValueFhir", "template": {
                                    "typeName": "temp", "codes": [{"code": "8310-5",
                                      "system": "http://loinc.org"}],
                                    "value": {"valueName": "t", "unit": "furlong"}}}]}
                                """));
        SignResolver resolver = new SignResolver(VitalwireMember.Member.NONE, fhir);

        NamedSign glucose = resolver.resolve("sugar", "x").sign().orElseThrow();
        assertThat(glucose.sign().code()).isEqualTo("glucose");
        assertThat(glucose.unit()).isEqualTo("mmol/L");
        assertThat(resolver.resolve("heartrate", "hr").why()).contains("40443-4");
        assertThat(resolver.resolve("temp", "t").why()).contains("furlong");
    }

    @Test
    void anUploadMayNotNameWhatDoesNotExist() {
        String template =
                """
                {"templateType": "CollectionContent", "template": [],
                 "vitalwire": {"signs": {"a.b": {"sign": "mood"},
                               "c.d": {"sign": "glucose", "unit": "kg"}},
                 "zone": "Mars/Base", "deviceId": "maybe", "typo": 1}}
                """;

        assertThat(Run.problems(template))
                .extracting(Problem::path)
                .containsExactly(
                        "$.vitalwire.signs['a.b'].sign",
                        "$.vitalwire.signs['c.d'].unit",
                        "$.vitalwire.deviceId",
                        "$.vitalwire.zone",
                        "$.vitalwire.typo");
    }
}
