package org.vitalwire.gateway.codec.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.gateway.codec.hl7.Hl7Texts.decode;
import static org.vitalwire.gateway.codec.hl7.Hl7Texts.decodeObx;
import static org.vitalwire.gateway.codec.hl7.Hl7Texts.faults;
import static org.vitalwire.gateway.codec.hl7.Hl7Texts.lines;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.gateway.codec.DecodedAlarm;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.NamedPatient;
import org.vitalwire.gateway.codec.Payload;

class Hl7OruCodecTest {

    private static final String AT = "2026-03-01T10:14:58Z ";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "147842^MDC_ECG_HEART_RATE^MDC; 264864^MDC_DIM_BEAT_PER_MIN^MDC; 72; heart-rate 72",
                "MDC_ECG_HEART_RATE^^MDC; bpm; 72; heart-rate 72",
                "^MDC_PULS_OXIM_SAT_O2^MDC; %; 97; spo2 97",
                "150456; ; 97; spo2 97",
                "8867-4^Heart rate^LN; /min; 72; heart-rate 72",
                "4711^HR^99ACME^147842^MDC_ECG_HEART_RATE^MDC; BPM; 72; heart-rate 72",
                "151578^MDC_TTHOR_RESP_RATE^MDC; 264928^MDC_DIM_RESP_PER_MIN^MDC; 14; respiratory-rate 14",
                "150021^^MDC; 265987^MDC_DIM_KILO_PASCAL^MDC; 16; systolic-pressure 120",
                "150021^^MDC; mm Hg; 120; systolic-pressure 120",
                "150344^^MDC; F; 101.3; temperature 38.5",
                "150344^^MDC; [degF]^degrees Fahrenheit^UCUM; 101.3; temperature 38.5",
                "188420^MDC_TEMP_RECT^MDC; Cel; 38.04; temperature-rectal 38.0",
                "160184^^MDC; 266866^^MDC; 5.5; glucose 99",
                "188736^^MDC; lb; 154.3; weight 69.99",
                "150488^^MDC; 262688^^MDC; 1.234; perfusion-index 1.23",
            })
    void signsAndUnitsAreKnownByCodeByNameAndInPlainWords(
            String code, String unit, String value, String expected) {
        DecodedPayload decoded =
                decodeObx("OBX|1|NM|%s|1.1.1.1|%s|%s|||||R".formatted(code, value, blank(unit)));

        assertThat(faults(decoded)).isEmpty();
        assertThat(lines(decoded)).containsExactly(AT + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-1; -1 sentinel",
                "-1.0; -1 sentinel",
                "-100; -100 sentinel",
                "-999; -999 sentinel",
                "-99.9; -99.9 sentinel",
                "-10000; -10000 sentinel",
                "8388607; 8388607 (0x7FFFFF, not a number) sentinel",
                "8388608; 8388608 (0x800000, not at this resolution) sentinel",
                "\"\"; empty",
                "' '; empty",
                "---; a placeholder",
                "NaN; a placeholder",
            })
    void whatStandsForNoValueIsRefusedByItsKind(String sent, String kind) {
        DecodedPayload decoded = decodeObx("OBX|1|NM|150456^^MDC||" + sent + "|%|||||F");

        assertThat(decoded.readings()).isEmpty();
        assertThat(faults(decoded)).containsExactly("NO_VALUE: spo2 " + kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"|||X", "|||N", "|||I", "INV|||R", "NAV|||R", "QUES~OFF|||R"})
    void aStatusMaySayThatThereIsNoValue(String statuses) {
        assertThat(decodeObx("OBX|1|NM|150456^^MDC||97|%||" + statuses).readings()).isEmpty();
    }

    @Test
    void aStatusMayMakeAValueDoubtful() {
        assertThat(lines(decodeObx("OBX|1|NM|150456^^MDC||97|%||QUES|||R")))
                .containsExactly(AT + "spo2 97 flagged 2");
        assertThat(lines(decodeObx("OBX|1|NM|150456^^MDC||97|%||DEMO~CAL|||R")))
                .containsExactly(AT + "spo2 97 flagged 80");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '$',
            value = {
                "150021^^MDC||120||||||F $ UNKNOWN_UNIT: systolic-pressure comes without its unit; ours is mm[Hg]",
                "160184^^MDC||5.5||||||F $ UNKNOWN_UNIT: glucose comes without its unit; ours is mg/dL",
                "150021^^MDC||120|bpm|||||F $ UNKNOWN_UNIT: systolic-pressure does not come in that unit; ours is mm[Hg]",
                "150456^^MDC||high|%|||||F $ NOT_A_NUMBER: spo2 is not one plain number",
                "150456^^MDC||97~98|%|||||F $ NOT_A_NUMBER: spo2 is not one plain number",
                "150456^^MDC||97^98|%|||||F $ NOT_A_NUMBER: spo2 is not one plain number",
                "150456^^MDC||0x61|%|||||F $ NOT_A_NUMBER: spo2 is not one plain number",
                "150456^^MDC||1e999|%|||||F $ NOT_A_NUMBER: spo2 is not one plain number",
                "150456^^MDC||97|%|||||W $ SCHEMA_VIOLATION: spo2 takes an earlier value back (OBX-11 W); a person has to do that",
                "150456^^MDC||97|%|||||F|||20260301 $ MISSING_TIME: spo2: its time is not YYYYMMDDHHMM[SS[.s]][+/-ZZZZ]",
                "188420^MDC_TEMP_CORE^MDC||38|Cel|||||F $ SCHEMA_VIOLATION: OBX 1: its code is of temperature-rectal, its name of temperature-core",
                "80288-4^^LN||X||||||F $ UNKNOWN_CODE: consciousness is one of A, C, V, P, U",
            })
    void whatCannotBeBelievedIsRefusedByName(String rest, String fault) {
        DecodedPayload decoded = decodeObx("OBX|1|NM|" + rest);

        assertThat(decoded.readings()).isEmpty();
        assertThat(faults(decoded)).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999999^UNKNOWN^MDC||5|%",
                // Our number in somebody's own system of codes.
                "147842^HR^99ACME||60|bpm",
                "147842^HR^LN||60|bpm",
                "69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X",
                "131329^MDC_ECG_LEAD_I^MDC||1^2^3|mV",
            })
    void whatIsNoSignOfOursIsLeftOutAndAMessageOfNothingElseSaysSo(String rest) {
        DecodedPayload decoded = decodeObx("OBX|1|NM|" + rest);

        assertThat(decoded.readings()).isEmpty();
        assertThat(faults(decoded))
                .containsExactly("NO_MEASUREMENT: no OBX is of a sign that we know");
    }

    @Test
    void structuredNumbersAreTakenWhereTheyAreOneNumber() {
        assertThat(lines(decodeObx("OBX|1|SN|150456^^MDC||^97|%"))).containsExactly(AT + "spo2 97");
        assertThat(faults(decodeObx("OBX|1|SN|150456^^MDC||>^97|%")))
                .containsExactly("NOT_A_NUMBER: spo2 is not one plain number");
        assertThat(faults(decodeObx("OBX|1|SN|150456^^MDC||^97^-^99|%")))
                .containsExactly("NOT_A_NUMBER: spo2 is not one plain number");
    }

    @Test
    void codedSignsAreLetters() {
        assertThat(lines(decodeObx("OBX|1|CWE|80288-4^ACVPU^LN||V^responds to voice")))
                .containsExactly(AT + "consciousness V");
    }

    @Test
    void ofTwoSourcesTheUsualOneIsTakenAndTheOtherLeftOut() {
        String impedance = "OBX|1|NM|151578^^MDC|1.1|14|/min\r";
        String general = "OBX|2|NM|151562^^MDC|1.2|15|/min\r";

        for (String both : List.of(impedance + general, general + impedance)) {
            DecodedPayload decoded = decodeObx(both);
            assertThat(lines(decoded)).containsExactly(AT + "respiratory-rate 15");
            assertThat(faults(decoded)).isEmpty();
        }
    }

    @Test
    void ofTwoProbesTheOneThatWorksIsTaken() {
        DecodedPayload decoded =
                decodeObx("OBX|1|NM|150344^^MDC|1.1|384.5|Cel\rOBX|2|NM|150344^^MDC|1.2|38.4|Cel");

        assertThat(lines(decoded)).containsExactly(AT + "temperature 38.4");
        assertThat(faults(decoded))
                .containsExactly(
                        "DUPLICATE_SIGN: temperature is given twice at one time, one was kept");
    }

    @Test
    void aTrainingMessageIsNoBasisForAScore() {
        assertThat(
                        lines(
                                decode(
                                        Hl7Texts.HEADER.replace("|P|", "|T|")
                                                + "OBX|1|NM|150456^^MDC||97|%")))
                .containsExactly("2026-03-01T10:15:00Z spo2 97 flagged 32");
    }

    @Test
    void otherDelimitersAndLineEndsAreRead() {
        assertThat(
                        lines(
                                decode(
                                        "MSH#*~\\&#M####20260301101500+0000##ORU*R01#1#P#2.3\n"
                                                + "OBX#1#NM#150456**MDC##97#%\n")))
                .containsExactly("2026-03-01T10:15:00Z spo2 97");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PID|||MR-7^^^HOSP^MR~123^^^NAT^NI; MR-7 123",
                "PID|||a b^^^HOSP^MR; ''",
            })
    void thePatientIsHandedOnToBeCompared(String pid, String ids) {
        DecodedPayload decoded = decode(Hl7Texts.HEADER + pid + "\rOBX|1|NM|150456^^MDC||97|%");

        List<PatientId> expected =
                ids.isEmpty()
                        ? List.of()
                        : List.of(ids.split(" ")).stream().map(PatientId::new).toList();
        assertThat(decoded.patient()).contains(new NamedPatient(expected));
    }

    @Test
    void withoutAPatientThereIsNothingToCompareAndItCanBeTurnedOff() {
        assertThat(decodeObx("OBX|1|NM|150456^^MDC||97|%").patient()).isEmpty();
        assertThat(decode(Hl7Texts.HEADER + "PID|||^^^^PI\rOBX|1|NM|150456^^MDC||97|%").patient())
                .isEmpty();
        assertThat(
                        new Hl7OruCodec(new Hl7Settings(ZoneId.of("UTC"), false))
                                .decode(
                                        new Payload(
                                                (Hl7Texts.HEADER
                                                                + "PID|||7\rOBX|1|NM|150456^^MDC||97|%")
                                                        .getBytes(StandardCharsets.UTF_8),
                                                "",
                                                0,
                                                Map.of()),
                                        DecodingTrace.NONE)
                                .patient())
                .isEmpty();
    }

    @Test
    void anAlarmEndsUnderTheNameItBeganWith() {
        DecodedAlarm start = alarm("start", "active", "PH~SP", "77^MON", "");
        DecodedAlarm goesOn = alarm("continue", "active", "PH~SP", "78^MON", "^77&MON");
        DecodedAlarm end = alarm("end", "inactive", "PH~SP", "79^MON", "^77&MON");

        assertThat(start.kind()).isEqualTo(DeviceEventKind.DEVICE_ALARM);
        assertThat(start.severity()).isEqualTo(Severity.PROBLEM);
        assertThat(List.of(start.phase(), goesOn.phase(), end.phase()))
                .containsExactly(Phase.STARTED, Phase.STARTED, Phase.ENDED);
        assertThat(List.of(start.occurrence(), goesOn.occurrence(), end.occurrence()))
                .containsOnly("77");
        assertThat(List.of(start.id(), goesOn.id(), end.id())).doesNotHaveDuplicates();
        assertThat(alarm("start", "active", "PH~SP", "77^MON", "")).isEqualTo(start);
    }

    @Test
    void anAlarmsWordsAreTheNomenclaturesOnly() {
        String text =
                "MSH|^~\\&|M||||20260301101500+0000||ORU^R40^ORU_R40|1|P|2.6\r"
                        + "OBR|1||5|196616^MDC_EVT_ALARM^MDC|||20260301101459+0000\r"
                        + "OBX|1|ST|196616^MDC_EVT_ALARM^MDC|Jane Doe.7|196680^Jane Doe is ill";

        DecodedAlarm alarm = decode(text).alarms().getFirst();

        assertThat(alarm.detail()).doesNotContain("Jane").contains("MDC 196680");
        assertThat(alarm.phase()).isEqualTo(Phase.MOMENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; UNDECODABLE",
                "PID|||1; UNDECODABLE",
                "MSH|^~\\&; UNDECODABLE",
                "MSHABCDEFGHIJ; UNDECODABLE",
                "MSH|^~\\&|A|B|||20260301101500||ADT^A01|1|P|2.6; NO_MEASUREMENT",
                "MSH|^~\\&|A|B|||20260301101500||ORU^R40|1|P|2.6; NO_MEASUREMENT",
                "MSH|^~\\&|A|B|||20260301101500||ORU^R01|1|P|2.6; NO_MEASUREMENT",
            })
    void whatIsNoReportIsRefused(String text, FailureCode code) {
        DecodedPayload decoded = decode(text);

        assertThat(decoded.readings()).isEmpty();
        assertThat(decoded.faults()).extracting("code").containsExactly(code);
    }

    @Test
    void twoMessagesInOnePayloadAreRefusedAsNobodyWouldSeeTheSecond() {
        String message = Hl7Texts.HEADER + "OBX|1|NM|150456^^MDC||97|%\r";

        assertThat(faults(decode(message + message)))
                .containsExactly("UNDECODABLE: more than one message; each is sent on its own");
        assertThat(faults(decode("\u000b" + message + "\u001c\r\u000b" + message + "\u001c\r")))
                .containsExactly("UNDECODABLE: more than one message; each is sent on its own");
    }

    @Test
    void aMessageThatIsSentAgainWithANewHeaderGivesTheSameBytesToItsReading() {
        String body = Hl7Texts.ORDER + "OBX|1|NM|150456^^MDC||97|%\r";
        String again = Hl7Texts.HEADER.replace("101500", "101733") + body;

        assertThat(ownBytes(again)).isEqualTo(ownBytes(Hl7Texts.HEADER + body)).isEqualTo(body);
    }

    @Test
    void noBytesMakeItThrow() {
        Random random = new Random(7);
        byte[] good =
                (Hl7Texts.HEADER
                                + "PID|||7^^^H\r"
                                + Hl7Texts.ORDER
                                + "OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.1|97|%^^UCUM|||||F\r"
                                + "OBX|2|SN|150344^^MDC|1.1|=^38.4|Cel||QUES~INV|||F|||20260301101500.5+0000\r")
                        .getBytes(StandardCharsets.UTF_8);
        String alphabet = "|^~\\&\r\n\u000b\u001c0123456789-+.MSHOBXRPIDZ\u00e9";

        for (int round = 0; round < 4_000; round++) {
            byte[] bytes = good.clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            DecodedPayload decoded =
                    Hl7Texts.decode(
                            bytes,
                            "UTC",
                            (step, outcome, detail) -> assertThat(detail.get()).isNotNull());
            assertThat(
                            decoded.readings().size()
                                    + decoded.faults().size()
                                    + decoded.alarms().size())
                    .isPositive();
        }
    }

    private static DecodedAlarm alarm(
            String phase, String state, String flags, String id, String parent) {
        return decode(
                        "MSH|^~\\&|M||||20260301101500+0000||ORU^R40^ORU_R40|1|P|2.6\r"
                                + "OBR|1||%s|196616^MDC_EVT_ALARM^MDC|||20260301101459+0000%s%s\r"
                                        .formatted(id, "|".repeat(22), parent)
                                + "OBX|1|CWE|196616^MDC_EVT_ALARM^MDC|1.7.0.1.1|196648^MDC_EVT_HI^MDC|||"
                                + flags
                                + "\rOBX|2|ST|68481^MDC_ATTR_EVENT_PHASE^MDC|1.7.0.1.3|"
                                + phase
                                + "\rOBX|3|ST|68482^MDC_ATTR_ALARM_STATE^MDC|1.7.0.1.4|"
                                + state)
                .alarms()
                .getFirst();
    }

    private static String ownBytes(String text) {
        var reading = decode(text).readings().getFirst();
        return text.substring(reading.offset(), reading.offset() + reading.length());
    }

    private static String blank(String text) {
        return text == null ? "" : text;
    }
}
