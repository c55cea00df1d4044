package org.vitalwire.gateway.codec.senml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Fuzz;
import org.vitalwire.gateway.codec.Payload;

class SenMlCodecTest {

    private static final long RECEIVED =
            Instant.parse("2026-11-22T10:00:00Z").getEpochSecond() * 1_000_000L;
    private static final String DOCUMENTED =
            """
            [{"bn":"urn:dev:ow:10e2073a01080063:","bt":1795341600,"n":"spo2","u":"%","v":97},
             {"n":"8867-4","u":"beat/min","v":72},
             {"n":"temperature","u":"Cel","v":36.9},
             {"n":"consciousness","vs":"A"},
             {"n":"room-humidity","u":"%RH","v":41},
             {"n":"spo2","u":"/","t":60,"v":0.96}]
            """;

    /**
     * {@code [{-2:"d:", -3:1795341728, 0:"spo2", 1:"%", 2:97}, {0:"150456", 1:"%", 2:96, 6:-5}]}
     */
    private static final String CBOR =
            "82a52162643a221a6b02bda0006473706f3201612"
                    + "5021861a400663135303435360161250218600624";

    @Test
    void theDocumentedExampleIsRead() {
        DecodedPayload decoded = decode(DOCUMENTED);

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.batch()).isTrue();
        assertThat(decoded.readings())
                .extracting(DecodedReading::measuredMicros, DecodedReading::timeBase)
                .containsExactly(
                        tuple(1_795_341_600_000_000L, TimeBase.DEVICE),
                        tuple(1_795_341_660_000_000L, TimeBase.DEVICE));
        assertThat(decoded.readings().getFirst().values())
                .extracting(VitalValue::sign, VitalValue::value)
                .containsExactly(
                        tuple(VitalSign.SPO2, 97.0),
                        tuple(VitalSign.HEART_RATE, 72.0),
                        tuple(VitalSign.TEMPERATURE, 36.9),
                        tuple(VitalSign.CONSCIOUSNESS, 0.0));
        assertThat(decoded.readings().getLast().values().getFirst().value()).isEqualTo(96);
    }

    @Test
    void theSameInCborIsReadByItsNumbers() {
        DecodedPayload decoded =
                SenMlCodec.cbor()
                        .decode(payload(HexFormat.of().parseHex(CBOR)), DecodingTrace.NONE);

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.readings())
                .extracting(DecodedReading::measuredMicros, r -> r.values().getFirst().value())
                .containsExactly(
                        tuple(1_795_341_728_000_000L, 97.0), tuple(1_795_341_723_000_000L, 96.0));
    }

    @Test
    void aTimeBelowTwoToTheTwentyEightIsRelativeToReceipt() {
        DecodedPayload decoded =
                decode(
                        """
                        [{"n":"spo2","u":"%","v":97,"t":-5},{"n":"heart-rate","u":"/min","v":70}]\
                        """);

        assertThat(decoded.readings())
                .extracting(DecodedReading::measuredMicros, DecodedReading::timeBase)
                .containsExactly(
                        tuple(RECEIVED - 5_000_000, TimeBase.RECEIPT),
                        tuple(RECEIVED, TimeBase.RECEIPT));
    }

    @Test
    void theBaseValueIsAdded() {
        assertThat(
                        decode("[{\"bv\":90,\"n\":\"spo2\",\"u\":\"%\",\"v\":7}]")
                                .readings()
                                .getFirst()
                                .values()
                                .getFirst()
                                .value())
                .isEqualTo(97);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"n\":\"spo2\",\"u\":\"%\",\"v\":97,\"secret_\":1}] | SCHEMA_VIOLATION",
                "[{\"bver\":11,\"n\":\"spo2\",\"u\":\"%\",\"v\":97}] | SCHEMA_VIOLATION",
                "[{\"n\":5,\"u\":\"%\",\"v\":97}] | SCHEMA_VIOLATION",
                "[{\"n\":\"spo2\",\"u\":\"%\",\"v\":97,\"vs\":\"x\"}] | SCHEMA_VIOLATION",
                "[{\"n\":\"spo2\",\"u\":\"%\",\"v\":97,\"t\":\"now\"}] | SCHEMA_VIOLATION",
                "[{\"n\":\"spo2\",\"u\":\"%\"}] | SCHEMA_VIOLATION",
                "[{\"n\":\":spo2\",\"u\":\"%\",\"v\":97}] | SCHEMA_VIOLATION",
                "[{\"u\":\"%\",\"v\":97}] | SCHEMA_VIOLATION",
                "[[]] | SCHEMA_VIOLATION",
                "[] | EMPTY_READING",
                "[{\"bn\":\"spo2\"}] | EMPTY_READING",
                "{} | UNDECODABLE",
                "[{}] [] | UNDECODABLE",
                "[{\"n\":\"spo2\" | UNDECODABLE",
                "[{\"n\":\"humidity\",\"u\":\"%RH\",\"v\":40}] | UNKNOWN_SIGN",
                "[{\"n\":\"spo2\",\"v\":97}] | UNKNOWN_UNIT",
                "[{\"n\":\"spo2\",\"u\":\"%RH\",\"v\":97}] | UNKNOWN_UNIT",
                "[{\"n\":\"spo2\",\"u\":\"%\",\"v\":NaN}] | NOT_A_NUMBER",
                "[{\"n\":\"spo2\",\"u\":\"%\",\"v\":null}] | NOT_A_NUMBER",
                "[{\"n\":\"spo2\",\"vb\":true}] | NOT_A_NUMBER",
                "[{\"n\":\"spo2\",\"vs\":\"97\"}] | NOT_A_NUMBER",
                "[{\"n\":\"consciousness\",\"vs\":\"X\"}] | UNKNOWN_CODE"
            })
    void whatIsWrongIsRefusedByItsName(String pack, FailureCode code) {
        DecodedPayload decoded = decode(pack);

        assertThat(decoded.readings()).isEmpty();
        assertThat(decoded.faults()).extracting(Fault::code).containsExactly(code);
    }

    @Test
    void aBadRecordDoesNotHarmItsNeighbour() {
        DecodedPayload decoded =
                decode(
                        """
                        [{"n":"spo2","u":"%","v":97},{"n":"spo2","u":"%","v":96},\
                        {"n":"heart-rate","u":"K","v":310}]\
                        """);

        assertThat(decoded.readings()).hasSize(1);
        assertThat(decoded.faults())
                .extracting(Fault::code)
                .containsExactlyInAnyOrder(FailureCode.DUPLICATE_SIGN, FailureCode.UNKNOWN_UNIT);
    }

    @Test
    void whatIsLeftOutStandsInTheTrace() {
        List<String> skipped = new ArrayList<>();

        SenMlCodec.json()
                .decode(
                        payload(DOCUMENTED.getBytes(StandardCharsets.UTF_8)),
                        (step, outcome, detail) -> {
                            if (outcome == DecodingTrace.Outcome.SKIPPED) {
                                skipped.add(step + ": " + detail.get());
                            }
                        });

        assertThat(skipped)
                .containsExactly(
                        "record 5: urn:dev:ow:10e2073a01080063:room-humidity is no sign we know");
    }

    @Test
    void moreRecordsThanFitAreRefused() {
        String record = "{\"n\":\"x\",\"v\":1},";

        assertThat(decode("[" + record.repeat(20_001) + "{}]").faults())
                .extracting(Fault::code)
                .containsExactly(FailureCode.OVERSIZED);
    }

    @Test
    void noBytesMakeItThrow() {
        Fuzz.codec(SenMlCodec.json(), "", List.of(DOCUMENTED.getBytes(StandardCharsets.UTF_8)));
        Fuzz.codec(SenMlCodec.cbor(), "", List.of(HexFormat.of().parseHex(CBOR)));
    }

    private static DecodedPayload decode(String pack) {
        return SenMlCodec.json()
                .decode(payload(pack.getBytes(StandardCharsets.UTF_8)), DecodingTrace.NONE);
    }

    private static Payload payload(byte[] bytes) {
        return new Payload(bytes, "", RECEIVED, Map.of());
    }
}
