package org.vitalwire.gateway.codec.gatt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Fuzz;
import org.vitalwire.gateway.codec.Payload;

class GattCodecTest {

    private static final long RECEIVED = micros("2026-11-22T10:00:00Z");
    private static final String ENVELOPE =
            """
            [{"characteristic":"2A37","time":"2026-11-22T09:00:00Z","bytes":"1648f403","seq":1,\
            "boot":"b7"},
             {"characteristic":"00002a35-0000-1000-8000-00805f9b34fb",\
            "bytes":"1e780050005d00ea0701020304054800010400","seq":2,"boot":"b7"}]\
            """;

    private final GattCodec codec = new GattCodec(ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2A37 | 16480340 | heart-rate 72",
                "2A37 | 0448 | heart-rate 72 ARTEFACT",
                "2A37 | 0000 | heart-rate 0 QUESTIONABLE",
                "2A35 | 1e780050005d00ea0701020304054800010400 | systolic-pressure 120,"
                        + " diastolic-pressure 80, mean-pressure 93, pulse-rate 72",
                "2A35 | 107800 5000 5d00 0100 | systolic-pressure 120 QUESTIONABLE,"
                        + " diastolic-pressure 80 QUESTIONABLE, mean-pressure 93 QUESTIONABLE",
                "2A35 | 147800 5000 5d00 c800 0800 | systolic-pressure 120,"
                        + " diastolic-pressure 80, mean-pressure 93,"
                        + " pulse-rate 200 OUT_OF_DEVICE_RANGE",
                "2A35 | 01 1000 0b00 9ff0 | systolic-pressure 120, diastolic-pressure 83,"
                        + " mean-pressure 119",
                "2A1C | 066c0100ffea070102030405 06 | temperature-oral 36.4",
                "2A1C | 01da0300ff | temperature 37",
                "2A1C | 046c0100ff01 | temperature-axillary 36.4",
                "2A1C | 046c0100ff04 | temperature 36.4 QUESTIONABLE",
                "2A1C | 046c0100ff07 | temperature-rectal 36.4",
                "2A1C | 046c0100ff09 | temperature-tympanic 36.4",
                "2A5F | 0061004800 | spo2 97, pulse-rate 72",
                "2A5F | 04610048002000 | spo2 97, pulse-rate 72",
                "2A5F | 04610048000004 | spo2 97 DEMO, pulse-rate 72 DEMO",
                "2A5F | 04610048000008 | spo2 97 TEST, pulse-rate 72 TEST",
                "2A5F | 04610048000010 | spo2 97 CALIBRATION, pulse-rate 72 CALIBRATION",
                "2A5F | 04610048000040 | spo2 97 QUESTIONABLE, pulse-rate 72 QUESTIONABLE",
                "2A5F | 0861004800008000 | spo2 97 ARTEFACT, pulse-rate 72 ARTEFACT",
                "2A5F | 106100480057f0 | spo2 97, pulse-rate 72, perfusion-index 8.7",
                "2A5E | 02610048002000 | spo2 97 QUESTIONABLE, pulse-rate 72 QUESTIONABLE",
                "2A18 | 030100ea070102030405e2ff64b011 | glucose 100",
                "2A18 | 060100ea07010203040537c011 | glucose 99",
                "2A18 | 0a0100ea07010203040564b0112000 | glucose 100 OUT_OF_DEVICE_RANGE",
                "2A9D | 00b036 | weight 70",
                "2A9D | 01543d | weight 71.21",
                "2AA7 | 06000c100600 | glucose 120",
                "2AA7 | 07800c10060008 | glucose 120 QUESTIONABLE"
            })
    void aCharacteristicIsItsSigns(String uuid, String hex, String values) {
        DecodedPayload decoded = raw(uuid, hex.replace(" ", ""), Map.of());

        assertThat(decoded.faults()).isEmpty();
        assertThat(describe(decoded.readings().getFirst())).isEqualTo(values);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "2A5F, 00ff07ff07, NO_VALUE",
        "2A5F, 0000080108, NO_VALUE",
        "2A5F, 00fe070208, NO_VALUE",
        "2A5F, 04610048000020, NO_VALUE",
        "2A5F, 04610048000080, NO_VALUE",
        "2A1C, 00ffff7f00, NO_VALUE",
        "2A9D, 00ffff, NO_VALUE",
        "2A18, 000100ea070102030405, NO_VALUE",
        "2A18, 020100ea07010203040564b01a, NOT_OF_A_PATIENT",
        "2A36, 00d7f000000000, NO_MEASUREMENT",
        "2A37, 0048ff, WRONG_LENGTH",
        "2A37, 16480300ff, WRONG_LENGTH",
        "2AA7, 07000c100600, WRONG_LENGTH",
        "2AA7, 08000c1006000000, WRONG_LENGTH",
        "2A19, 64, UNKNOWN_SIGN"
    })
    void whatIsNoMeasurementIsRefusedByItsName(String uuid, String hex, FailureCode code) {
        DecodedPayload decoded = raw(uuid, hex, Map.of());

        assertThat(decoded.readings()).isEmpty();
        assertThat(decoded.faults()).extracting(Fault::code).containsOnly(code);
    }

    @Test
    void anAbsentValueDoesNotHarmItsNeighbour() {
        DecodedPayload decoded = raw("2A35", "04780050005d00ff07", Map.of());

        assertThat(decoded.readings().getFirst().values()).hasSize(3);
        assertThat(decoded.faults())
                .extracting(Fault::code, Fault::reason)
                .containsExactly(tuple(FailureCode.NO_VALUE, "pulse-rate is NaN"));
    }

    @Test
    void theDevicesOwnTimeComesFirstThenTheOneBesideThenReceipt() {
        String stamped = "02b036e7070c190e1e2d";
        String yearUnknown = "02b03600000c190e1e2d";
        Map<String, String> beside = Map.of("measured", "2026-11-22T09:59:00Z");

        assertThat(time(raw("2A9D", stamped, beside)))
                .isEqualTo(tuple(micros("2023-12-25T14:30:45Z"), TimeBase.DEVICE));
        assertThat(time(raw("2A9D", yearUnknown, beside)))
                .isEqualTo(tuple(micros("2026-11-22T09:59:00Z"), TimeBase.DEVICE));
        assertThat(time(raw("2A9D", yearUnknown, Map.of())))
                .isEqualTo(tuple(RECEIVED, TimeBase.RECEIPT));
        assertThat(raw("2A9D", "00b036", Map.of("measured", "yesterday")).faults())
                .extracting(Fault::code)
                .containsExactly(FailureCode.MISSING_TIME);
    }

    @Test
    void aWallClockIsThatOfTheZoneSet() {
        DecodedPayload decoded =
                new GattCodec(ZoneId.of("Europe/Berlin"))
                        .decode(
                                payload("2A9D", "02b036e7070c190e1e2d", Map.of()),
                                DecodingTrace.NONE);

        assertThat(time(decoded)).isEqualTo(tuple(micros("2023-12-25T13:30:45Z"), TimeBase.DEVICE));
    }

    @Test
    void theGlucoseOffsetMovesItsBaseTime() {
        assertThat(time(raw("2A18", "030100ea070102030405e2ff64b011", Map.of())))
                .isEqualTo(tuple(micros("2026-01-02T02:34:05Z"), TimeBase.DEVICE));
    }

    @Test
    void aStoredSpotCheckWithoutATimeIsNotStampedAsFresh() {
        assertThat(raw("2A5E", "02610048000002", Map.of()).faults())
                .extracting(Fault::code)
                .containsExactly(FailureCode.MISSING_TIME);
        assertThat(time(raw("2A5E", "02610048000002", Map.of("measured", "2026-11-22T08:00:00Z"))))
                .isEqualTo(tuple(micros("2026-11-22T08:00:00Z"), TimeBase.DEVICE));
    }

    @Test
    void anOximeterWhoseClockIsNotSetHasNoTime() {
        assertThat(time(raw("2A5E", "1161004800ea07010203040 5".replace(" ", ""), Map.of())))
                .isEqualTo(tuple(RECEIVED, TimeBase.RECEIPT));
    }

    @Test
    void anotherUserOfTheScaleIsNotThePatient() {
        String ofUserFive = "04b03605";

        assertThat(raw("2A9D", ofUserFive, Map.of()).readings()).hasSize(1);
        assertThat(raw("2A9D", ofUserFive, Map.of("user", "5")).readings()).hasSize(1);
        assertThat(raw("2A9D", ofUserFive, Map.of("user", "1")).faults())
                .extracting(Fault::code)
                .containsExactly(FailureCode.NOT_OF_A_PATIENT);
        assertThat(raw("2A9D", "04b036ff", Map.of("user", "1")).readings()).hasSize(1);
    }

    @Test
    void recordsOfOneNotificationAreMinutesApart() {
        String two = "06000c100600" + "06000d100b00";

        DecodedPayload live = raw("2AA7", two, Map.of("seq", "9", "boot", "b1"));
        assertThat(live.readings())
                .extracting(DecodedReading::measuredMicros, DecodedReading::sequence)
                .containsExactly(tuple(RECEIVED - 300_000_000L, -1L), tuple(RECEIVED, 9L));

        DecodedPayload session = raw("2AA7", two, Map.of("session-start", "2026-11-22T09:00:00Z"));
        assertThat(session.readings())
                .extracting(DecodedReading::measuredMicros, DecodedReading::timeBase)
                .containsExactly(
                        tuple(micros("2026-11-22T09:06:00Z"), TimeBase.DEVICE),
                        tuple(micros("2026-11-22T09:11:00Z"), TimeBase.DEVICE));
    }

    @Test
    void aChecksumIsChecked() {
        // CRC-16/CCITT-FALSE of the six octets before it.
        byte[] octets = HexFormat.of().parseHex("08000c1006000000");
        int crc = 0xFFFF;
        for (int i = 0; i < 6; i++) {
            crc ^= octets[i] << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = ((crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021) & 0xFFFF;
            }
        }
        octets[6] = (byte) crc;
        octets[7] = (byte) (crc >> 8);

        assertThat(raw("2AA7", HexFormat.of().formatHex(octets), Map.of()).readings()).hasSize(1);
        octets[2] ^= 1;
        assertThat(raw("2AA7", HexFormat.of().formatHex(octets), Map.of()).readings()).isEmpty();
    }

    @Test
    void theDocumentedEnvelopeIsRead() {
        DecodedPayload decoded = envelope(ENVELOPE);

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.batch()).isTrue();
        assertThat(decoded.readings())
                .extracting(
                        DecodedReading::measuredMicros,
                        DecodedReading::sequence,
                        DecodedReading::boot,
                        r -> r.values().size())
                .containsExactly(
                        tuple(micros("2026-11-22T09:00:00Z"), 1L, "b7", 1),
                        tuple(micros("2026-01-02T03:04:05Z"), 2L, "b7", 4));
        DecodedReading second = decoded.readings().getLast();
        String slice = ENVELOPE.substring(second.offset(), second.offset() + second.length());
        assertThat(slice).startsWith("{").endsWith("}");
        assertThat(envelope(slice).readings().getFirst().values()).isEqualTo(second.values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | EMPTY_READING",
                "7 | UNDECODABLE",
                "[7] | UNDECODABLE",
                "[{\"characteristic\":\"2A37\"" + " | UNDECODABLE",
                "[{\"characteristic\":\"2A37\",\"time\":\"2026-11-22T09:00:00Z\",\"bytes\":\"0g\"}]"
                        + " | UNDECODABLE",
                "{\"characteristic\":\"2A37\",\"bytes\":\"0048\"} | MISSING_TIME",
                "{\"characteristic\":\"2A37\",\"time\":\"9:00\",\"bytes\":\"0048\"} | MISSING_TIME",
                "{\"characteristic\":\"2A37\",\"time\":\"2026-11-22T09:00:00Z\",\"bytes\":\"\"}"
                        + " | WRONG_LENGTH",
                "{\"bytes\":\"0048\"} | UNKNOWN_SIGN"
            })
    void aBadEnvelopeIsRefusedByItsName(String json, FailureCode code) {
        DecodedPayload decoded = envelope(json);

        assertThat(decoded.readings()).isEmpty();
        assertThat(decoded.faults()).extracting(Fault::code).containsExactly(code);
    }

    @Test
    void noEnvelopeMakesItThrow() {
        Fuzz.codec(codec, "", List.of(ENVELOPE.getBytes(StandardCharsets.UTF_8)));
    }

    private DecodedPayload raw(String uuid, String hex, Map<String, String> properties) {
        return codec.decode(payload(uuid, hex, properties), DecodingTrace.NONE);
    }

    private DecodedPayload envelope(String json) {
        return codec.decode(
                new Payload(json.getBytes(StandardCharsets.UTF_8), "", RECEIVED, Map.of()),
                DecodingTrace.NONE);
    }

    private static Payload payload(String uuid, String hex, Map<String, String> properties) {
        return new Payload(HexFormat.of().parseHex(hex), uuid, RECEIVED, properties);
    }

    private static org.assertj.core.groups.Tuple time(DecodedPayload decoded) {
        DecodedReading reading = decoded.readings().getFirst();
        return tuple(reading.measuredMicros(), reading.timeBase());
    }

    private static String describe(DecodedReading reading) {
        StringBuilder text = new StringBuilder();
        for (VitalValue value : reading.values()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(value.sign().code())
                    .append(' ')
                    .append(
                            value.value() == Math.rint(value.value())
                                    ? Long.toString((long) value.value())
                                    : Double.toString(value.value()));
            ValueFlag.of(value.flags()).forEach(flag -> text.append(' ').append(flag));
        }
        return text.toString();
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000L;
    }
}
