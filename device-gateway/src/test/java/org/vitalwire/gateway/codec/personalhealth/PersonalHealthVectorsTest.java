package org.vitalwire.gateway.codec.personalhealth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.Fuzz;
import org.vitalwire.gateway.codec.MedicalNumber;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.testkit.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The APDUs of ../shared/data/ieee11073-apdu. */
class PersonalHealthVectorsTest {

    private static final long RECEIVED = 1_700_000_000_000_000L;

    private final PersonalHealthCodec codec = new PersonalHealthCodec(ZoneOffset.UTC);

    /** Every object of the report, with its value and its time, before anything is mapped. */
    @ParameterizedTest
    @CsvSource({
        "H241_ID_0190, 0190, ",
        "H241_ID_02BC, 02BC, ",
        "H241_ID_05DC, 05DC, ",
        "blood_pressure/roiv_mds_note_scan_report_mp_fixed, ,blood_pressure/roiv_mdc_noti_config"
    })
    void theObservationsAreTheVerifiedOnes(
            String file, @Nullable String form, @Nullable String configuration) throws IOException {
        Conversation conversation = new Conversation(DecodingTrace.NONE);
        if (form != null) {
            conversation.configured(Integer.parseInt(form, 16));
        }
        if (configuration != null) {
            assertThat(hear(conversation, configuration)).isTrue();
        }
        assertThat(hear(conversation, file)).isTrue();

        JsonNode expected = expected(file);
        assertThat(conversation.reported()).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertObservation(conversation.reported().get(i).observation(), expected.get(i));
        }
    }

    @Test
    void theOximetersReportIsAReading() throws IOException {
        DecodedPayload decoded = decode("0190", "H241_ID_0190");

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.readings()).hasSize(1);
        assertThat(decoded.readings().getFirst().measuredMicros())
                .isEqualTo(micros("2007-12-06T12:10:00"));
        assertThat(values(decoded))
                .containsExactly(tuple(VitalSign.SPO2, 98.0), tuple(VitalSign.PULSE_RATE, 72.0));
    }

    @Test
    void theAssociationRequestNamesTheConfiguration() throws IOException {
        assertThat(values(decode("", "H211_ID_0190", "H241_ID_0190")))
                .containsExactly(tuple(VitalSign.SPO2, 98.0), tuple(VitalSign.PULSE_RATE, 72.0));
    }

    @Test
    void theDevicesAttributesNameTheConfiguration() throws IOException {
        assertThat(values(decode("", "H233_ID_02BC", "H241_ID_02BC")))
                .containsExactly(
                        tuple(VitalSign.SYSTOLIC_PRESSURE, 120.0),
                        tuple(VitalSign.DIASTOLIC_PRESSURE, 80.0),
                        tuple(VitalSign.MEAN_PRESSURE, 100.0),
                        tuple(VitalSign.PULSE_RATE, 60.0));
    }

    @Test
    void theScalesReportIsTwoReadingsAndItsBodyMassIndexIsLeftOut() throws IOException {
        DecodedPayload decoded = decode("05DC", "H241_ID_05DC");

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.batch()).isTrue();
        assertThat(decoded.readings())
                .extracting(DecodedReading::measuredMicros)
                .containsExactly(micros("2007-12-06T12:10:00"), micros("2007-12-06T20:05:00"));
        assertThat(values(decoded))
                .containsExactly(tuple(VitalSign.WEIGHT, 76.2), tuple(VitalSign.WEIGHT, 76.0));
    }

    @Test
    void anExtendedConfigurationIsReadFromItsReport() throws IOException {
        assertThat(values(decode("", "H221", "H241")))
                .as("weight, and body fat left out")
                .containsExactly(tuple(VitalSign.WEIGHT, 62.4));
        assertThat(values(decode("", "H221", "H244")))
                .as("the same, as the answer to a data request")
                .containsExactly(tuple(VitalSign.WEIGHT, 62.4));
        assertThat(
                        values(
                                decode(
                                        "",
                                        "weighing_scale/roiv_mdc_noti_config",
                                        "weighing_scale/data_report")))
                .containsExactly(tuple(VitalSign.WEIGHT, 79.6));
        assertThat(
                        values(
                                decode(
                                        "",
                                        "blood_pressure/roiv_mdc_noti_config",
                                        "blood_pressure/roiv_mds_note_scan_report_mp_fixed")))
                .containsExactly(
                        tuple(VitalSign.SYSTOLIC_PRESSURE, 113.0),
                        tuple(VitalSign.DIASTOLIC_PRESSURE, 71.0),
                        tuple(VitalSign.MEAN_PRESSURE, 85.0),
                        tuple(VitalSign.PULSE_RATE, 71.0));
    }

    /** pulse_oximeter/description says 98 % and 72/min for each of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unbuf_scan_report_fixed",
                "unbuf_scan_report_mp_fixed",
                "unbuf_scan_report_var",
                "unbuf_scan_report_mp_var",
                "buf_scan_report_fixed",
                "buf_scan_report_mp_fixed",
                "buf_scan_report_var",
                "buf_scan_report_mp_var"
            })
    void aScannersReportIsAReading(String report) throws IOException {
        DecodedPayload decoded =
                decode(
                        "",
                        "pulse_oximeter/pulse_oximeter_noti_config_with_scanner",
                        "pulse_oximeter/pulse_oximeter_" + report);

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.readings().getFirst().measuredMicros())
                .isEqualTo(micros("2007-12-06T12:10:00"));
        assertThat(values(decoded))
                .containsExactly(tuple(VitalSign.SPO2, 98.0), tuple(VitalSign.PULSE_RATE, 72.0));
    }

    @Test
    void aGroupedReportIsReadByTheScannersMap() throws IOException {
        DecodedPayload episodic =
                decode(
                        "",
                        "pulse_oximeter/pulse_oximeter_noti_config_with_scanner",
                        "pulse_oximeter/pulse_oximeter_unbuf_scan_report_mp_grouped");

        assertThat(episodic.readings().getFirst().measuredMicros())
                .isEqualTo(micros("2010-08-03T10:51:11"));
        assertThat(values(episodic))
                .as("97.5 % rounded, and 80.1/min")
                .containsExactly(tuple(VitalSign.SPO2, 98.0), tuple(VitalSign.PULSE_RATE, 80.0));

        DecodedPayload periodic =
                decode(
                        "",
                        "pulse_oximeter/pulse_oximeter_noti_config_with_scanner",
                        "pulse_oximeter/pulse_oximeter_buf_scan_report_grouped");
        assertThat(periodic.readings().getFirst().measuredMicros())
                .isEqualTo(micros("2008-07-03T12:10:00"));
        assertThat(values(periodic))
                .as("the fast average is left out")
                .containsExactly(tuple(VitalSign.SPO2, 98.0), tuple(VitalSign.PULSE_RATE, 73.0));
    }

    @Test
    void whatIsNoReportIsNoMeasurement() throws IOException {
        for (String file :
                List.of(
                        "H211",
                        "H212",
                        "H222",
                        "H233",
                        "H242",
                        "H243",
                        "rx_aare_example_one",
                        "rx_abrt_undefined",
                        "rx_abrt_buffer_overflow",
                        "rx_abrt_config_timeout",
                        "rx_abrt_response_timeout",
                        "rx_rlre_normal",
                        "rx_rlrq_normal",
                        "blood_pressure/aarq",
                        "blood_pressure/rlre",
                        "weighing_scale/std_config_05DC")) {
            assertThat(codes(decode("", file)))
                    .as(file)
                    .containsExactly(FailureCode.NO_MEASUREMENT);
        }
    }

    @Test
    void everyApduIsReadOrRefusedByItsName() throws IOException {
        List<String> wrongLength = new ArrayList<>();
        Set<FailureCode> others = new java.util.HashSet<>();
        int inconsistent = 0;
        for (JsonNode entry : json("index.json")) {
            String file = entry.get("file").asString();
            List<FailureCode> codes = codes(decode("", file));
            assertThat(codes).as(file).isNotEmpty();
            if (!entry.get("length_ok").booleanValue()) {
                inconsistent++;
                assertThat(codes).as(file).containsExactly(FailureCode.WRONG_LENGTH);
            } else if (codes.contains(FailureCode.WRONG_LENGTH)) {
                wrongLength.add(file);
            } else {
                others.addAll(codes);
            }
        }
        assertThat(inconsistent).isEqualTo(6);
        // Without a configuration a report says nothing.
        assertThat(others).containsOnly(FailureCode.NO_MEASUREMENT, FailureCode.UNKNOWN_SIGN);
        // Right outside, but wrong inside: its event says 54 octets and has 74.
        assertThat(wrongLength).containsExactly("scan_report_info_var");
    }

    @Test
    void aReportWithoutAConfigurationSaysWhatToSend() throws IOException {
        DecodedPayload decoded = decode("", "H241_ID_0190");

        assertThat(decoded.readings()).isEmpty();
        assertThat(decoded.faults().getFirst().code()).isEqualTo(FailureCode.UNKNOWN_SIGN);
        assertThat(decoded.faults().getFirst().reason()).contains("configuration report");
        assertThat(codes(decode("0BAD", "H241_ID_0190"))).containsExactly(FailureCode.UNKNOWN_SIGN);
        assertThat(codes(decode("scale", "H241_ID_0190")))
                .containsExactly(FailureCode.SCHEMA_VIOLATION);
    }

    @Test
    void anotherPersonIsNotThePatient() throws IOException {
        String[] files = {
            "blood_pressure/roiv_mdc_noti_config",
            "blood_pressure/roiv_mds_note_scan_report_mp_fixed"
        };

        assertThat(decode(Map.of("user", "66"), files).readings()).hasSize(1);
        assertThat(codes(decode(Map.of("user", "1"), files)))
                .containsExactly(FailureCode.NOT_OF_A_PATIENT);
    }

    @Test
    void noBytesMakeItThrow() throws IOException {
        Fuzz.codec(codec, "02BC", List.of(bytes("H241_ID_02BC")));
        Fuzz.codec(
                codec,
                "",
                List.of(
                        bytes(
                                "pulse_oximeter/pulse_oximeter_noti_config_with_scanner",
                                "pulse_oximeter/pulse_oximeter_buf_scan_report_grouped"),
                        bytes("H221", "H244"),
                        bytes("H211_ID_0190", "H241_ID_0190"),
                        bytes("H233_ID_02BC")));
    }

    private static void assertObservation(Observation observation, JsonNode expected) {
        assertThat(observation.handle()).isEqualTo(expected.get("handle").intValue());
        assertThat(observation.time()).contains(LocalDateTime.parse(expected.get("ts").asString()));
        if (expected.has("person_id")) {
            // expected.json says 56, which is the length before it: 0038, and then 0042 is the
            // person.
            assertThat(observation.person()).hasValue(0x42);
        }
        List<Double> values = new ArrayList<>();
        for (String name :
                List.of(
                        "sys_mmHg",
                        "dia_mmHg",
                        "mean_mmHg",
                        "pulse_bpm",
                        "spo2_pct",
                        "weight_kg",
                        "bmi",
                        "status_bits")) {
            if (expected.has(name)) {
                values.add(expected.get(name).doubleValue());
            }
        }
        assertThat(observation.values())
                .extracting(number -> ((MedicalNumber.Value) number).value())
                .isEqualTo(values);
    }

    private static boolean hear(Conversation conversation, String file) throws IOException {
        if (Apdu.frame(bytes(file)) instanceof Apdu.Framed(List<Apdu> apdus)) {
            return apdus.stream().allMatch(conversation::hear);
        }
        return false;
    }

    private static JsonNode expected(String file) throws IOException {
        for (JsonNode node : json("expected.json")) {
            if (node.get("file").asString().equals(file)) {
                return node.get("obs");
            }
        }
        throw new AssertionError(file);
    }

    private DecodedPayload decode(String form, String... files) throws IOException {
        return codec.decode(
                new Payload(bytes(files), form, RECEIVED, Map.of()), DecodingTrace.NONE);
    }

    private DecodedPayload decode(Map<String, String> properties, String... files)
            throws IOException {
        return codec.decode(
                new Payload(bytes(files), "", RECEIVED, properties), DecodingTrace.NONE);
    }

    private static byte[] bytes(String... files) throws IOException {
        Path directory = SharedData.path("ieee11073-apdu");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String file : files) {
            all.write(Files.readAllBytes(directory.resolve(file)));
        }
        return all.toByteArray();
    }

    private static JsonNode json(String file) throws IOException {
        return new JsonMapper()
                .readTree(Files.readAllBytes(SharedData.path("ieee11073-apdu").resolve(file)));
    }

    private static List<FailureCode> codes(DecodedPayload decoded) {
        return decoded.faults().stream().map(Fault::code).toList();
    }

    private static List<org.assertj.core.groups.Tuple> values(DecodedPayload decoded) {
        return decoded.readings().stream()
                .flatMap(reading -> reading.values().stream())
                .map((VitalValue value) -> tuple(value.sign(), value.value()))
                .toList();
    }

    private static long micros(String local) {
        return LocalDateTime.parse(local).toEpochSecond(ZoneOffset.UTC) * 1_000_000L;
    }
}
