package org.vitalwire.gateway.codec.medtech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Payload;

class MedTechCodecTest {

    private static final String HEART_RATE =
            """
            {"templateType": "JsonPathContent", "template": {
              "typeName": "heartrate", "typeMatchExpression": "$..[?(@hr)]",
              "deviceIdExpression": "$.device", "timestampExpression": "$.time",
              "values": [{"required": true, "valueName": "hr", "valueExpression": "$.hr"},
                         {"valueName": "spo2", "valueExpression": "$.spo2"}]}%s}
            """;

    private static final String PLAIN =
            HEART_RATE.formatted(
                    ", \"vitalwire\": {\"signs\": {\"heartrate.spo2\": {\"sign\": \"59408-5\"}}}");

    private static final String IOT =
            """
            {"templateType": "IotJsonPathContent", "template": {
              "typeName": "heartrate", "typeMatchExpression": "$..[?(@Body.hr)]",
              "values": [{"required": true, "valueName": "hr", "valueExpression": "$.Body.hr"}]}}
            """;

    @Test
    void aBareBodyIsReadAsTheBodyOfAnEvent() {
        MedTechMapping mapping = Run.mapping(IOT);

        Run.Outcome stamped =
                Run.run(
                        mapping,
                        "{\"hr\":70}",
                        "dev-1",
                        Map.of("iothub-creation-time-utc", "2026-11-23T09:59:58Z"));
        Run.Outcome unstamped = Run.run(mapping, "{\"hr\":70}", "dev-1", Map.of());

        assertThat(stamped.readings()).containsExactly("2026-11-23T09:59:58Z {heart-rate=70}");
        assertThat(stamped.decoded().readings().getFirst().timeBase()).isEqualTo(TimeBase.DEVICE);
        assertThat(unstamped.readings()).containsExactly("2026-11-23T10:00:00Z {heart-rate=70}");
        // Sent again it would be another time: the intake refuses such a repetition.
        assertThat(unstamped.decoded().readings().getFirst().timeBase())
                .isEqualTo(TimeBase.RECEIPT);
        assertThat(unstamped.steps()).anyMatch(step -> step.contains("the time of receipt"));
    }

    @ParameterizedTest
    @CsvSource({
        "DEVICE, ",
        "other, OTHER_DEVICE",
    })
    void thePayloadsDeviceMustBeTheConnections(String named, String code) {
        Run.Outcome outcome =
                Run.run(Run.mapping(PLAIN), payload("70", "97", named), "DEVICE", Map.of());

        assertThat(outcome.codes())
                .isEqualTo(code == null ? List.of() : List.of(FailureCode.valueOf(code)));
        assertThat(outcome.readings()).hasSize(code == null ? 1 : 0);
    }

    @Test
    void aMappingMaySayThatThePayloadsDeviceIsOfNoInterest() {
        MedTechMapping mapping =
                Run.mapping(HEART_RATE.formatted(", \"vitalwire\": {\"deviceId\": \"ignore\"}"));

        assertThat(Run.run(mapping, payload("70", "97", "other"), "DEVICE", Map.of()).codes())
                .isEmpty();
    }

    @Test
    void aMissingRequiredValueIsNamedAndItsNeighboursPass() {
        Run.Outcome outcome =
                Run.run(
                        Run.mapping(PLAIN),
                        "[{\"hr\":\"\",\"time\":\"2026-01-01T00:00:00Z\"},"
                                + "{\"hr\":71,\"time\":\"2026-01-01T00:00:01Z\"}]",
                        "",
                        Map.of());

        assertThat(outcome.readings()).containsExactly("2026-01-01T00:00:01Z {heart-rate=71}");
        assertThat(outcome.codes()).containsExactly(FailureCode.TEMPLATE_FAILED);
        assertThat(outcome.reason()).isEqualTo("heartrate.hr: $.hr finds nothing");
    }

    @Test
    void aMissingOptionalValueIsLeftOut() {
        assertThat(
                        Run.run(
                                        Run.mapping(PLAIN),
                                        "{\"hr\":71,\"time\":\"2026-01-01T00:00:01Z\"}",
                                        "",
                                        Map.of())
                                .codes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"--\"", "true", "[1]", "{\"a\":1}", "\"NaN\"", "\"0x10\"", "\"1e999\""})
    void whatIsNoNumberIsRefusedAndNeverQuoted(String value) {
        Run.Outcome outcome = Run.run(Run.mapping(PLAIN), payload(value, "97", "x"), "", Map.of());

        assertThat(outcome.codes()).containsExactly(FailureCode.NOT_A_NUMBER);
        assertThat(outcome.readings()).containsExactly("2026-01-01T00:00:00Z {spo2=97}");
        assertThat(outcome.reason()).startsWith("heartrate.hr: not a").doesNotContain(value);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00, false",
        "2026-01-01T01:00:00+01:00, true",
        "2026-01-01 00:00:00Z, true",
        "2026-01-01T00:00Z, true",
        "1767225600, false",
        "yesterday, false"
    })
    void aTimeHasAZone(String time, boolean taken) {
        Run.Outcome outcome =
                Run.run(
                        Run.mapping(PLAIN),
                        payload("70", "97", "x").replace("2026-01-01T00:00:00Z", time),
                        "",
                        Map.of());

        if (taken) {
            assertThat(outcome.readings())
                    .containsExactly("2026-01-01T00:00:00Z {heart-rate=70, spo2=97}");
        } else {
            assertThat(outcome.codes()).containsExactly(FailureCode.MISSING_TIME);
        }
    }

    @Test
    void aMappingMaySayWhoseTimesWithoutAZoneAre() {
        MedTechMapping mapping =
                Run.mapping(HEART_RATE.formatted(", \"vitalwire\": {\"zone\": \"Europe/Berlin\"}"));

        assertThat(
                        Run.run(
                                        mapping,
                                        "{\"hr\":70,\"time\":\"2026-01-01T01:00:00\"}",
                                        "",
                                        Map.of())
                                .readings())
                .containsExactly("2026-01-01T00:00:00Z {heart-rate=70}");
    }

    @Test
    void timesInEpochSecondsComeThroughAFunction() {
        String template =
                """
                {"templateType": "CalculatedContent", "template": {
                  "typeName": "temperature", "defaultExpressionLanguage": "JmesPath",
                  "typeMatchExpression": "Body.samples[?f]",
                  "deviceIdExpression": "Body.device",
                  "timestampExpression": "fromUnixTimestamp(matchedToken.at)",
                  "values": [{"required": true, "valueName": "temp", "valueExpression":
                    "divide(multiply(subtract(matchedToken.f, `32`), `5`), `9`)"}]}}
                """;

        assertThat(
                        Run.run(
                                        template,
                                        "{\"device\":\"a\",\"samples\":[{\"f\":98.6,\"at\":1767225600},"
                                                + "{\"f\":101,\"at\":1767225601},{\"g\":1}]}")
                                .readings())
                .containsExactly(
                        "2026-01-01T00:00:00Z {temperature=37.0}",
                        "2026-01-01T00:00:01Z {temperature=38.3}");
    }

    @Test
    void twoValuesOfOneSignAndTimeAreTold() {
        String template =
                HEART_RATE.formatted(", \"vitalwire\": {\"signs\": {\"heartrate.spo2\": null}}");

        Run.Outcome outcome =
                Run.run(
                        template,
                        "[{\"hr\":70,\"time\":\"2026-01-01T00:00:00Z\"},"
                                + "{\"hr\":70,\"time\":\"2026-01-01T00:00:00Z\"},"
                                + "{\"hr\":80,\"time\":\"2026-01-01T00:00:00Z\"}]");

        assertThat(outcome.readings()).containsExactly("2026-01-01T00:00:00Z {heart-rate=70}");
        assertThat(outcome.codes()).containsExactly(FailureCode.DUPLICATE_SIGN);
    }

    @Test
    void aPayloadOfWhichNothingIsAVitalSignIsNotSilentlyGone() {
        Run.Outcome outcome =
                Run.run(
                        HEART_RATE.replace("\"hr\"", "\"steps\"").formatted(""),
                        "{\"hr\":70,\"time\":\"2026-01-01T00:00:00Z\"}");

        assertThat(outcome.codes()).containsExactly(FailureCode.UNKNOWN_SIGN);
        assertThat(outcome.steps()).anyMatch(step -> step.contains("not taken over"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{\"hr\":", "\u0000"})
    void whatIsNoJsonIsUndecodable(String payload) {
        assertThat(Run.run(PLAIN, payload).codes()).containsExactly(FailureCode.UNDECODABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "{}", "\"text\"", "{\"Body\":null}"})
    void anyOtherJsonMatchesNothing(String payload) {
        assertThat(Run.run(PLAIN, payload).codes())
                .containsExactly(FailureCode.NO_TEMPLATE_MATCHES);
        assertThat(Run.run(IOT, payload).codes()).containsExactly(FailureCode.NO_TEMPLATE_MATCHES);
    }

    @Test
    void aNestThatIsTooDeepIsUndecodable() {
        assertThat(Run.run(PLAIN, "[".repeat(100) + "]".repeat(100)).codes())
                .containsExactly(FailureCode.UNDECODABLE);
    }

    @Test
    void noBytesAreTooMuchForItAndNoneGoUnanswered() {
        Random random = new Random(20261123);
        byte[] proper = Run.bytes("{\"Body\":[" + payload("70", "97", "x") + "],\"hr\":\"7e1\"}");
        for (MedTechMapping mapping : List.of(Run.mapping(PLAIN), Run.mapping(IOT))) {
            for (int i = 0; i < 3_000; i++) {
                byte[] bytes = proper.clone();
                for (int j = 0; j <= random.nextInt(4); j++) {
                    bytes[random.nextInt(bytes.length)] =
                            random.nextBoolean()
                                    ? proper[random.nextInt(proper.length)]
                                    : (byte) random.nextInt(256);
                }

                DecodedPayload decoded =
                        mapping.codec()
                                .decode(new Payload(bytes, "", 0, Map.of()), DecodingTrace.NONE);

                assertThat(decoded.readings().size() + decoded.faults().size()).isPositive();
            }
        }
    }

    private static String payload(String hr, String spo2, String device) {
        return "{\"hr\":%s,\"spo2\":%s,\"device\":\"%s\",\"time\":\"2026-01-01T00:00:00Z\"}"
                .formatted(hr, spo2, device);
    }
}
