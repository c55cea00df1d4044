package org.vitalwire.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;

class NativeJsonCodecTest {

    private static final String TIME = "2026-11-22T10:00:00.000Z";
    private static final long MICROS = Instant.parse(TIME).getEpochSecond() * 1_000_000;

    private final NativeJsonCodec codec = new NativeJsonCodec();

    @Test
    void theDocumentedExampleIsRead() {
        DecodedPayload decoded =
                decode(
                        """
                        {"time":"2026-11-22T10:00:00.000Z","seq":1,"values":{"heart-rate":72,\
                        "respiratory-rate":16,"spo2":97,"systolic-pressure":120,\
                        "diastolic-pressure":80,"temperature":36.9,"consciousness":"A",\
                        "oxygen-flow":0}}\
                        """);

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.batch()).isFalse();
        DecodedReading reading = decoded.readings().getFirst();
        assertThat(reading.measuredMicros()).isEqualTo(MICROS);
        assertThat(reading.sequence()).isEqualTo(1);
        assertThat(reading.values())
                .extracting(VitalValue::sign, VitalValue::value, VitalValue::flags)
                .containsExactly(
                        tuple(VitalSign.HEART_RATE, 72.0, 0),
                        tuple(VitalSign.RESPIRATORY_RATE, 16.0, 0),
                        tuple(VitalSign.SPO2, 97.0, 0),
                        tuple(VitalSign.SYSTOLIC_PRESSURE, 120.0, 0),
                        tuple(VitalSign.DIASTOLIC_PRESSURE, 80.0, 0),
                        tuple(VitalSign.TEMPERATURE, 36.9, 0),
                        tuple(VitalSign.CONSCIOUSNESS, 0.0, 0),
                        tuple(VitalSign.OXYGEN_FLOW, 0.0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, 98.2, [degF], 36.8",
        "temperature, 309.95, K, 36.8",
        "fio2, 0.21, 1, 21",
        "systolic-pressure, 16, kPa, 120",
        "glucose, 5.5, mmol/L, 99",
        "heart-rate, 72, bpm, 72",
        "heart-rate, 72, /min, 72"
    })
    void aUnitIsConvertedToTheCanonicalOne(String sign, String value, String unit, double stored) {
        DecodedPayload decoded =
                decode(
                        reading(
                                "\"%s\":{\"value\":%s,\"unit\":\"%s\"}"
                                        .formatted(sign, value, unit)));

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.readings().getFirst().values().getFirst().value()).isEqualTo(stored);
    }

    @Test
    void unitMayComeBeforeValue() {
        assertThat(
                        decode(reading("\"temperature\":{\"unit\":\"[degF]\",\"value\":98.6}"))
                                .readings()
                                .getFirst()
                                .values()
                                .getFirst()
                                .value())
                .isEqualTo(37.0);
    }

    @ParameterizedTest
    @CsvSource({"95.5, 96", "95.4, 95", "-0.2, 0"})
    void valuesAreRoundedToTheSignsResolution(String sent, double stored) {
        VitalValue value =
                decode(reading("\"heart-rate\":" + sent)).readings().getFirst().values().getFirst();

        assertThat(value.value()).isEqualTo(stored);
        assertThat(1 / value.value()).as("no negative zero").isNotNegative();
    }

    @Test
    void anImplausibleValueIsKeptAndFlagged() {
        VitalValue value =
                decode(reading("\"spo2\":101")).readings().getFirst().values().getFirst();

        assertThat(value.value()).isEqualTo(101);
        assertThat(value.flags()).isEqualTo(ValueFlag.IMPLAUSIBLE.bit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "null",
                "\"NaN\"",
                "\"72\"",
                "true",
                "[72]",
                "1e400",
                "{\"value\":null}",
                "{\"value\":\"72\"}",
                "{\"unit\":\"/min\"}",
                "{}"
            })
    void whatIsNoNumberIsRefusedAndItsNeighbourPasses(String value) {
        DecodedPayload decoded = decode(reading("\"heart-rate\":%s,\"spo2\":97".formatted(value)));

        assertThat(codes(decoded)).isEqualTo("NOT_A_NUMBER");
        assertThat(decoded.readings().getFirst().values())
                .extracting(VitalValue::sign)
                .containsExactly(VitalSign.SPO2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"heart-beat\":72'|UNKNOWN_SIGN",
                "'\"heart-beat\":{\"value\":{\"a\":[1,2]}}'|UNKNOWN_SIGN",
                "'\"ecg-lead-ii\":0.3'|UNKNOWN_SIGN",
                "'\"temperature\":{\"value\":36,\"unit\":\"furlong\"}'|UNKNOWN_UNIT",
                "'\"temperature\":{\"value\":36,\"unit\":7}'|UNKNOWN_UNIT",
                "'\"consciousness\":{\"value\":\"A\",\"unit\":\"%\"}'|UNKNOWN_UNIT",
                "'\"consciousness\":\"X\"'|UNKNOWN_CODE",
                "'\"consciousness\":\"\"'|UNKNOWN_CODE",
                "'\"consciousness\":0'|UNKNOWN_CODE",
                "'\"consciousness\":null'|UNKNOWN_CODE",
                "'\"consciousness\":[\"A\"]'|UNKNOWN_CODE"
            })
    void aBadValueIsRefusedByNameAndItsNeighbourPasses(String member, String code) {
        DecodedPayload decoded = decode(reading(member + ",\"spo2\":97"));

        assertThat(codes(decoded)).isEqualTo(code);
        assertThat(decoded.readings().getFirst().values())
                .extracting(VitalValue::sign)
                .containsExactly(VitalSign.SPO2);
    }

    @Test
    void theSecondOfTwoEqualSignsIsRefused() {
        DecodedPayload decoded = decode(reading("\"spo2\":97,\"spo2\":50"));

        assertThat(codes(decoded)).isEqualTo("DUPLICATE_SIGN");
        assertThat(decoded.readings().getFirst().values().getFirst().value()).isEqualTo(97);
    }

    @Test
    void aReadingWithOnlyBadValuesIsRefusedForThemAlone() {
        DecodedPayload decoded = decode(reading("\"spo2\":null,\"heart-beat\":1"));

        assertThat(decoded.readings()).isEmpty();
        assertThat(codes(decoded)).isEqualTo("NOT_A_NUMBER UNKNOWN_SIGN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"values\":{\"spo2\":97}}|MISSING_TIME",
                "{\"time\":\"yesterday\",\"values\":{\"spo2\":97}}|MISSING_TIME",
                "{\"time\":\"2026-11-22T10:00:00\",\"values\":{\"spo2\":97}}|MISSING_TIME",
                "{\"time\":1763805600000,\"values\":{\"spo2\":97}}|MISSING_TIME",
                "{\"time\":null,\"values\":{\"spo2\":97}}|MISSING_TIME",
                "{\"time\":\"2026-11-22T10:00:00Z\"}|EMPTY_READING",
                "{\"time\":\"2026-11-22T10:00:00Z\",\"values\":{}}|EMPTY_READING",
                "{\"time\":\"2026-11-22T10:00:00Z\",\"values\":[]}|EMPTY_READING",
                "{\"time\":\"2026-11-22T10:00:00Z\",\"values\":null}|EMPTY_READING",
                "[]|EMPTY_READING",
                "{}|MISSING_TIME"
            })
    void aReadingThatIsNoneIsRefusedByName(String payload, String code) {
        DecodedPayload decoded = decode(payload);

        assertThat(decoded.readings()).isEmpty();
        assertThat(codes(decoded)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "42",
                "\"text\"",
                "null",
                "{",
                "[",
                "[{}",
                "{]",
                "{\"time\":\"2026-11-22T10:00:00Z\",\"values\":{\"spo2\":97}} x",
                "{\"time\":\"2026-11-22T10:00:00Z\",\"values\":{\"spo2\":97}}{}",
                "{\"time\":\"2026-11-22T10:00:00Z\",\"values\":{\"spo2\":097}}"
            })
    void brokenJsonIsRefusedWhole(String payload) {
        DecodedPayload decoded = decode(payload);

        assertThat(decoded.readings()).isEmpty();
        assertThat(codes(decoded)).isEqualTo("UNDECODABLE");
        assertThat(decoded.faults().getFirst().length()).isEqualTo(payload.length());
    }

    @Test
    void aBadReadingOfABatchIsRefusedWithItsOwnBytesAndItsNeighboursPass() {
        String good = reading("\"spo2\":97");
        String bad = reading("\"spo2\":{\"value\":97,\"unit\":\"stone\"}");
        String payload = "[" + good + ", " + bad + ", 7 ," + good + "]";

        DecodedPayload decoded = decode(payload);

        assertThat(decoded.batch()).isTrue();
        assertThat(decoded.readings()).hasSize(2);
        assertThat(decoded.faults())
                .extracting(Fault::code)
                .containsExactly(FailureCode.UNKNOWN_UNIT, FailureCode.UNDECODABLE);
        Fault unit = decoded.faults().getFirst();
        assertThat(payload.substring(unit.offset(), unit.offset() + unit.length())).isEqualTo(bad);
        assertThat(unit.reason()).startsWith("reading 2: ");
        DecodedReading second = decoded.readings().get(1);
        assertThat(payload.substring(second.offset(), second.offset() + second.length()))
                .isEqualTo(good);
    }

    @Test
    void unknownMembersAreSkipped() {
        DecodedPayload decoded =
                decode(
                        """
                        {"site":{"ward":["a",{"b":1}]},"time":"2026-11-22T10:00:00Z",
                         "values":{"spo2":{"value":97,"unit":"%","quality":{"sqi":0.9}}},"x":null}
                        """);

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.readings().getFirst().values()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"one\"", "null", "1.5", "99999999999999999999", "{}", "[1]", "-1"})
    void aSequenceThatIsNoneIsLeftOut(String sequence) {
        DecodedPayload decoded =
                decode(
                        "{\"seq\":%s,\"time\":\"%s\",\"values\":{\"spo2\":97}}"
                                .formatted(sequence, TIME));

        assertThat(decoded.readings().getFirst().sequence()).isEqualTo(DecodedReading.NO_SEQUENCE);
    }

    @ParameterizedTest
    @CsvSource({"'\"b-7\"', b-7", "42, 42", "'\"a b\"', ''", "null, ''", "'{}', ''"})
    void aBootNameIsPlainOrLeftOut(String sent, String boot) {
        DecodedPayload decoded =
                decode(
                        "{\"boot\":%s,\"time\":\"%s\",\"values\":{\"spo2\":97}}"
                                .formatted(sent, TIME));

        assertThat(decoded.readings().getFirst().boot()).isEqualTo(boot);
    }

    @Test
    void aThousandUnknownSignsAreOneFault() {
        String members =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> "\"sign-" + i + "\":1")
                        .collect(Collectors.joining(","));

        DecodedPayload decoded = decode(reading(members));

        assertThat(decoded.faults()).hasSize(1);
        assertThat(decoded.faults().getFirst().reason()).endsWith("and 995 more");
    }

    @Test
    void reasonsNeverQuoteWhatWasSent() {
        String secret = "Mrs-Secret";
        String payload =
                "["
                        + reading(
                                "\"%1$s\":1,\"temperature\":{\"value\":1,\"unit\":\"%1$s\"},\"consciousness\":\"%1$s\",\"spo2\":\"%1$s\""
                                        .formatted(secret))
                        + ",{\"time\":\""
                        + secret
                        + "\"},{\"time\":"
                        + secret
                        + "}]";

        assertThat(decode(payload).faults())
                .allSatisfy(fault -> assertThat(fault.reason()).doesNotContain(secret));
        assertThat(decode(payload.replace(",{\"time\":" + secret + "}", "")).faults())
                .hasSize(5)
                .allSatisfy(fault -> assertThat(fault.reason()).doesNotContain(secret));
    }

    @Test
    void noBytesMakeItThrow() {
        Random random = new Random(11);
        byte[] seed =
                ("["
                                + reading(
                                        "\"spo2\":{\"value\":97.5,\"unit\":\"%\"},\"heart-rate\":72")
                                + ","
                                + reading("\"consciousness\":\"A\"")
                                + "]")
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = seed.clone();
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                payload[random.nextInt(payload.length)] =
                        random.nextBoolean()
                                ? (byte) random.nextInt(256)
                                : seed[random.nextInt(seed.length)];
            }

            DecodedPayload decoded = codec.decode(payload(payload), DecodingTrace.NONE);

            assertThat(decoded.readings().isEmpty() && decoded.faults().isEmpty()).isFalse();
            decoded.faults()
                    .forEach(fault ->
                            assertThat(fault.offset() + fault.length())
                                    .isLessThanOrEqualTo(payload.length));
        }
    }

    @Test
    void theSameBytesGiveTheSameReadings() {
        String payload = reading("\"spo2\":97,\"heart-beat\":1");

        assertThat(decode(payload)).isEqualTo(decode(payload));
    }

    private DecodedPayload decode(String payload) {
        return codec.decode(payload(payload.getBytes(StandardCharsets.UTF_8)), DecodingTrace.NONE);
    }

    private static Payload payload(byte[] bytes) {
        return new Payload(bytes, "", 0, Map.of());
    }

    private static String codes(DecodedPayload decoded) {
        return decoded.faults().stream().map(f -> f.code().name()).collect(Collectors.joining(" "));
    }

    private static String reading(String members) {
        return "{\"time\":\"" + TIME + "\",\"values\":{" + members + "}}";
    }
}
